import { registered } from '../seed.ts';
import type { MailFacts } from './seed-mail.ts';

/** People who write in the language they know best. */
export const foreignQuestions: readonly MailFacts[] = [
  {
    id: 'polski',
    titel: 'in het Pools',
    minutenGeleden: 110,
    van: { naam: 'Grzegorz Wiśniewski', adres: 'g.wisniewski@poczta.example' },
    onderwerp: 'Zmiana adresu i zameldowanie',
    tekst: `Dzień dobry,

Od przyszłego miesiąca przeprowadzam się z żoną do Voorbeeldstad. Pracuję tutaj w szklarni i wynajmujemy
mieszkanie. Jak mogę się zameldować i czy potrzebuję na to zgody właściciela mieszkania? Czy ktoś u Państwa mówi
po polsku lub po angielsku?

Z poważaniem,
Grzegorz Wiśniewski`,
    expects: registered('KCC'),
  },
  {
    id: 'english',
    titel: 'in het Engels',
    minutenGeleden: 100,
    van: { naam: 'Priya Raman', adres: 'priya.raman@mail.newcomer.example' },
    onderwerp: 'Waste collection calendar for a new address',
    tekst: `Dear sir or madam,

We have just moved into an apartment near the station and cannot find out on which day the paper and the green
bin are collected. The app says that our address does not exist yet. Could you tell us the days, and how we can
get a pass for the underground container?

Kind regards,
Priya Raman`,
    expects: registered('KCC'),
  },
];
