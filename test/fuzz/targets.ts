/** Name on the command line and the module of each target. */
export const TARGETS = {
  mail: new URL('./targets/mail.target.ts', import.meta.url),
  header: new URL('./targets/header.target.ts', import.meta.url),
  html: new URL('./targets/html.target.ts', import.meta.url),
  'letter-pdf': new URL('./targets/letter-pdf.target.ts', import.meta.url),
  'letter-image': new URL('./targets/letter-image.target.ts', import.meta.url),
  'letter-text': new URL('./targets/letter-text.target.ts', import.meta.url),
  sidecar: new URL('./targets/sidecar.target.ts', import.meta.url),
  webhook: new URL('./targets/webhook.target.ts', import.meta.url),
  form: new URL('./targets/form.target.ts', import.meta.url),
  config: new URL('./targets/config.target.ts', import.meta.url),
  copies: new URL('./targets/copies.target.ts', import.meta.url),
} as const;
export type TargetName = keyof typeof TARGETS;

export const targetNames = Object.keys(TARGETS) as TargetName[];
