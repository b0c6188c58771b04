import { KANALEN, type KanaalSleutel } from '#domain/inbound-message/channel-name.ts';
import type { Medewerker } from '#domain/actor/medewerker.ts';
import type { TaakActs } from '../http-deps.ts';
import { parseDestination } from '../pages/destination-field.ts';
import { invalidParams } from '../errors/http-error.ts';
import type { TaakOutcome } from './taak-outcome.ts';

/** What an act was asked with: fields of a form, or the same names in JSON. */
export type ActFields = Readonly<Record<string, unknown>>;

interface Act {
  readonly taak: string;
  readonly medewerker: Medewerker;
  readonly fields: ActFields;
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** Every act on a task, under the last part of its address. */
export function createActions(acts: TaakActs): Readonly<Record<string, (act: Act) => Promise<TaakOutcome>>> {
  return {
    oppakken: ({ taak, medewerker }) => acts.claimTaak({ taak, medewerker }),
    loslaten: ({ taak, medewerker }) => acts.releaseTaak({ taak, medewerker }),
    beantwoorden: ({ taak, medewerker, fields }) => {
      const kanaal = toKanaal(fields['kanaal']);
      const antwoord = text(fields['antwoord']);
      return acts.answerTaak({ taak, medewerker, antwoord, ...(kanaal === undefined ? {} : { kanaal }) });
    },
    doorzetten: ({ taak, medewerker, fields }) =>
      acts.passOnTaak({ taak, medewerker, naar: toDestination(fields), toelichting: text(fields['toelichting']) }),
    'niet-door-kcc': ({ taak, medewerker, fields }) =>
      acts.markNietDoorKcc({ taak, medewerker, naar: toDestination(fields), toelichting: text(fields['toelichting']) }),
    terugsturen: ({ taak, medewerker, fields }) =>
      acts.sendBackTaak({ taak, medewerker, toelichting: text(fields['toelichting']) }),
    afsluiten: ({ taak, medewerker, fields }) =>
      acts.closeTaak({ taak, medewerker, toelichting: text(fields['toelichting']) }),
  };
}

/** The choice of the page (`naar`), or `eenheid` and `medewerker` of a program (there `collega`: `medewerker` is who acts). */
function toDestination(fields: ActFields) {
  const chosen = parseDestination(fields['naar']);
  if (chosen !== undefined) return chosen;
  const eenheid = text(fields['eenheid']);
  const collega = text(fields['collega']);
  if (eenheid !== '' || collega !== '') {
    return { ...(eenheid === '' ? {} : { eenheid }), ...(collega === '' ? {} : { medewerker: collega }) };
  }
  throw invalidParams([{ name: 'naar', code: 'required', reason: 'Kies een eenheid of collega.' }]);
}

function toKanaal(value: unknown): KanaalSleutel | undefined {
  if (value === undefined || value === '') return undefined;
  const kanaal = KANALEN.find((one) => one === value);
  if (kanaal !== undefined) return kanaal;
  throw invalidParams([{ name: 'kanaal', code: 'invalid_choice', reason: `Kies uit: ${KANALEN.join(', ')}.` }]);
}
