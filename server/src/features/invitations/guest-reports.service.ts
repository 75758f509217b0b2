import { Injectable } from '@nestjs/common';
import type { Language } from '@kenniskamer/shared/basics';
import type { Html } from '../../platform/pages/html.js';
import type { Guest } from '../../platform/permissions/viewer.js';

/** The report of the guest's session as markup without script and with its own h1, or null while there is none for them. */
type Renderer = (guest: Guest, token: string, language: Language) => Promise<Html | null>;

/**
 * Where a personal page asks for the report. `reports` comes after us in the order of features, so it hands in its
 * renderer at its start (`onModuleInit`) instead of being imported.
 */
@Injectable()
export class GuestReports {
  private renderer: Renderer | null = null;

  renderWith(renderer: Renderer): void {
    this.renderer = renderer;
  }

  async of(guest: Guest, token: string, language: Language): Promise<Html | null> {
    return this.renderer ? this.renderer(guest, token, language) : null;
  }
}
