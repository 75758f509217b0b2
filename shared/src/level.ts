import { z } from './configure-zod.js';

/** The table a session aims at. Knowledge partners have their own place there, not a level. */
export const Level = z.enum(['DG', 'DIRECTOR', 'SPECIALIST']);
export type Level = z.infer<typeof Level>;

export const UnitKind = z.enum(['MINISTRY', 'DG', 'DIRECTORATE', 'AGENCY', 'KNOWLEDGE_PARTNER', 'OTHER_GOVERNMENT', 'OTHER']);
export type UnitKind = z.infer<typeof UnitKind>;

export const Role = z.enum(['ORGANISER', 'COORDINATOR', 'ADMINISTRATOR']);
export type Role = z.infer<typeof Role>;

export const Confidentiality = z.enum(['OPEN', 'CHATHAM_HOUSE', 'CONFIDENTIAL']);
export type Confidentiality = z.infer<typeof Confidentiality>;
