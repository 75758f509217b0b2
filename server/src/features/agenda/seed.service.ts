import { Injectable } from '@nestjs/common';
import { readFile } from 'node:fs/promises';
import { Editions } from './editions.service.js';

const file = new URL('../../../../prisma/seed/strategische-kennisagenda-2025-2030.txt', import.meta.url);

/** The agenda that every installation starts with. */
@Injectable()
export class AgendaSeed {
  constructor(private readonly editions: Editions) {}

  /** The title is ours; the text gives no date of adoption. */
  async load(): Promise<void> {
    await this.editions.loadFirst(await readFile(file), 'Strategische Kennisagenda BZK-VRO 2025-2030', 2025);
  }
}
