import { createAuditKeys } from '#application/audit/audit-keys.ts';

export const SLEUTEL = 'cHJvZWYtc2xldXRlbC12b29yLWhldC1hdWRpdGxvZ2JvZWstMDE=';
export const ANDERE_SLEUTEL = 'ZWVuLWFuZGVyZS1zbGV1dGVsLXZhbi1lZW4tYWFudmFsbGVyLTAy';

/** Of every test: stretching a key takes a moment. */
export const auditKeys = createAuditKeys([SLEUTEL]);
export const otherKeys = createAuditKeys([ANDERE_SLEUTEL]);
