import { Injectable } from '@nestjs/common';
import type { AuditAct } from '@kenniskamer/shared/audit';
import type { Transaction } from '../database/database.service.js';
import type { Prisma } from '../database/generated/client.js';

export interface AuditEntry {
  /** Nobody for what the system does by itself, and for capture in a Chatham House note. */
  actorId: string | null;
  act: AuditAct;
  thing: string;
  thingId?: string;
  /** Ties the row to what a reader may see. */
  sessionId?: string;
  /** From and to per field. Never note text, never a token. */
  changes?: Prisma.InputJsonObject;
}

/** Who did what, when: a row in the same transaction as what it tells of. */
@Injectable()
export class Audit {
  async add(tx: Transaction, entry: AuditEntry): Promise<void> {
    await tx.audit.create({ data: entry });
  }
}
