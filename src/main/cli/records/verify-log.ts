import { join } from 'node:path';
import { isInOrder, type AuditReport, type Breuk } from '#application/audit/audit-report.ts';
import { verifyAudit, type Anker } from '#application/audit/verify-audit.ts';
import { createHeadNoteFile, HEAD_FILE } from '#infrastructure/audit/head-note-file.ts';
import { createAuditedRegister } from '#infrastructure/mongo/audited-register.ts';
import { findAuditKeys } from '../../audit-keys-of.ts';
import { auditPlace } from '../../audit-place.ts';
import { readEnvironment } from '../../config/environment.ts';
import { loadAuditConfig } from '../../config/load-config.ts';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { toJsonLine } from '../output/json-line.ts';
import { openRecords } from './open-records.ts';
import { readAnchors } from './read-anchors.ts';

export async function verifyLog(context: CliContext, texts: readonly string[], json: boolean): Promise<number> {
  const ankers = await readAnchors(texts);
  const config = loadAuditConfig(context.variables);
  return openRecords(context, async ({ mongo: { connection }, audit }) => {
    const { environment } = readEnvironment(context.variables);
    const keys = await findAuditKeys(config, environment.dataDir);
    const noted = await findNoted(environment, connection.name);
    const register = createAuditedRegister(connection);
    const all = [...ankers, ...noted];
    const report = await verifyAudit({ audit, register, keys, ankers: all, aanvaard: config?.aanvaard });
    const { out } = context.terminal;
    if (json) out(toJsonLine({ inOrde: isInOrder(report), ...report }));
    else toLines(report, all.length).forEach(out);
    return isInOrder(report) ? EXIT.ok : EXIT.failed;
  });
}

/** What the program itself wrote down on this host, outside the database. */
async function findNoted(
  { dataDir, mongodbUri }: { readonly dataDir: string; readonly mongodbUri?: string },
  name: string,
): Promise<Anker[]> {
  const kop = await createHeadNoteFile(dataDir, auditPlace(mongodbUri, name)).read();
  return kop === undefined ? [] : [{ ...kop, bron: join(dataDir, HEAD_FILE) }];
}

const BREUK: Readonly<Record<Breuk['soort'], string>> = {
  'blok-ontbreekt': 'het blok ontbreekt',
  'blok-veranderd': 'het blok is veranderd',
  'keten-gebroken': 'het blok sluit niet aan op het blok ervoor',
  'blok-zonder-sleutel': 'het blok is zonder sleutel gemaakt, na blokken met een sleutel',
  'sleutel-vervangen': 'het blok is gemaakt met een sleutel die al vervangen was',
  'begin-veranderd': 'de blokken van voor de sleutel zijn niet die van toen',
  'regel-veranderd': 'een regel is veranderd',
  'regel-verwijderd': 'een regel is verwijderd',
  'regel-ingevoegd': 'een regel is ingevoegd',
  'regel-niet-verzegeld': 'een regel is niet verzegeld, terwijl er later wel verzegeld is',
  'anker-wijkt-af': 'het blok heeft een andere hash dan het opgegeven anker',
  'verklaring-ontbreekt': 'de verklaring van vernietiging waar het blok naar verwijst is er niet',
  'klantcontact-zonder-regel': 'van een klantcontact ontbreekt de regel dat het geregistreerd is',
  'logboek-leeg': 'er is geen enkel blok, terwijl het register niet leeg is',
};

function toLines(report: AuditReport, ankers: number): string[] {
  const { blokken, regels, breuk, onbewezen, laatste } = report;
  const counted = `${blokken} ${blokken === 1 ? 'blok' : 'blokken'}, ${regels} ${regels === 1 ? 'regel' : 'regels'}`;
  if (breuk !== undefined) {
    return [
      `NIET IN ORDE: ${BREUK[breuk.soort]}${toPlace(breuk)}`,
      `Tot daar klopt alles: ${counted}. ${toWaiting(report)}`,
      ...toRemarks(report),
    ];
  }
  const head = laatste === undefined ? [] : [`Laatste blok ${laatste.blok}: ${laatste.hash}`];
  if (onbewezen !== undefined) {
    return [
      onbewezen === 0
        ? 'NIET TE BEWIJZEN: geen enkel blok is met een sleutel gemaakt.'
        : `NIET TE BEWIJZEN: vanaf blok ${onbewezen} is de sleutel hier niet bekend (audit.sleutel, audit.eerdere of DATA_DIR).`,
      `Wat zonder sleutel na te gaan is, klopt: ${counted}. ${toWaiting(report)}`,
      ...toRemarks(report),
      ...head,
    ];
  }
  const verdict =
    report.aantalVerdacht > 0 ? 'NIET IN ORDE: er zijn regels met een datum die niet kan kloppen' : 'In orde';
  const checked = ankers === 0 ? 'geen ankers van buiten de database' : `${ankers} ankers`;
  return [`${verdict}: ${counted}; ${checked}. ${toWaiting(report)}`, ...toRemarks(report), ...head];
}

function toRemarks({
  zonderSleutel,
  overgangOp,
  vernietigd,
  aanvaard,
  aantalVerdacht,
  verdacht,
}: AuditReport): string[] {
  const shown = verdacht.map(
    ({ blok, regel, op, gezegeldOp }) =>
      `  blok ${blok}, ${toName(regel)}: gedateerd ${op.toISOString()}, verzegeld ${gezegeldOp.toISOString()}`,
  );
  return [
    ...(zonderSleutel === 0 || overgangOp === undefined
      ? []
      : [
          `De eerste ${zonderSleutel} blokken zijn van voor de sleutel, en met de sleutel verzegeld op ${overgangOp.toISOString()}.`,
        ]),
    ...(vernietigd === 0 ? [] : [`${vernietigd} regels zijn na hun bewaartermijn vernietigd; dat is verzegeld.`]),
    ...(aanvaard === undefined ? [] : [`Tot en met blok ${aanvaard} aanvaard volgens audit.aanvaard, zonder bewijs.`]),
    ...(aantalVerdacht === 0 ? [] : [`Verdacht: ${aantalVerdacht} regels.`, ...shown]),
  ];
}

function toWaiting({ ongezegeld, wachtSinds }: AuditReport): string {
  const count = `${ongezegeld} ${ongezegeld === 1 ? 'regel' : 'regels'} nog niet verzegeld`;
  return wachtSinds === undefined ? `${count}.` : `${count}, de oudste sinds ${wachtSinds.toISOString()}.`;
}

function toPlace({ blok, regel, plaats, bron }: Breuk): string {
  const parts = [
    ...(blok === 0 ? [] : [`blok ${blok}`]),
    ...(plaats === undefined ? [] : [`regel ${plaats}`]),
    ...(regel === undefined ? [] : [toName(regel)]),
    ...(bron === undefined ? [] : [`volgens ${bron}`]),
  ];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

/** Somebody may have given a line any name at all. */
const toName = (uuid: string) => (/^[0-9a-f-]{36}$/.test(uuid) ? uuid : toJsonLine(uuid));
