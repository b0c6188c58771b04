import { html, type Html } from './html.ts';

export interface LoginView {
  readonly csrf: string;
  /** Path to go to afterwards. */
  readonly naar: string;
  readonly gebruikersnaam?: string;
  readonly fout?: string;
}

export const loginPage = ({ csrf, naar, gebruikersnaam = '', fout }: LoginView): Html =>
  html`<div class="smal">
    <section class="kaart">
      <h1>Inloggen</h1>
      !${fout === undefined ? '' : html`<p class="fout" role="alert" id="fout">${fout}</p>`}
      <form method="post" action="/inloggen" class="formulier">
        <input type="hidden" name="_csrf" value="${csrf}" />
        <input type="hidden" name="naar" value="${naar}" />
        <div class="veld">
          <label for="gebruikersnaam">Gebruikersnaam</label>
          <input
            id="gebruikersnaam"
            name="gebruikersnaam"
            autocomplete="username"
            autocapitalize="none"
            spellcheck="false"
            maxlength="80"
            required
            value="${gebruikersnaam}"
          />
        </div>
        <div class="veld">
          <label for="wachtwoord">Wachtwoord</label>
          <input
            id="wachtwoord"
            name="wachtwoord"
            type="password"
            autocomplete="current-password"
            maxlength="1000"
            required
          />
        </div>
        <button class="knop" type="submit">Inloggen</button>
      </form>
    </section>
  </div>`;
