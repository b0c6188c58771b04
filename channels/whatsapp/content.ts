import type { MediumReference, SoortMedium } from '#domain/conversation/conversation-entry.schema.ts';

/** What a message says. `unsupported` is a value: it is shown as such and never blocks a conversation. */
export type Content =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'choice'; readonly text: string; readonly description?: string }
  | { readonly kind: 'form'; readonly fields: readonly (readonly [name: string, value: string])[] }
  | { readonly kind: 'call-permission'; readonly granted: boolean }
  | MediumContent
  | {
      readonly kind: 'location';
      readonly latitude: number;
      readonly longitude: number;
      readonly name?: string;
      readonly address?: string;
    }
  | { readonly kind: 'contacts'; readonly people: readonly string[] }
  | { readonly kind: 'order'; readonly items: number; readonly text?: string }
  | { readonly kind: 'reaction'; readonly emoji: string; readonly to?: string }
  | { readonly kind: 'edit'; readonly original?: string; readonly content: Content }
  | { readonly kind: 'revoke'; readonly original?: string }
  | { readonly kind: 'system'; readonly change: 'number' | 'identity' | 'other' }
  | { readonly kind: 'welcome' }
  /** `whole` is false when the message held something that is not shown here: its own JSON is then a document. */
  | { readonly kind: 'unsupported'; readonly whole: boolean };

export interface MediumContent {
  readonly kind: 'medium';
  readonly soort: SoortMedium;
  readonly voice: boolean;
  readonly caption?: string;
  readonly filename?: string;
  readonly formaat?: string;
  readonly reference?: MediumReference;
}
