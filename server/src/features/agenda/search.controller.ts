import { Controller, Query } from '@nestjs/common';
import { search } from '@kenniskamer/shared/search';
import type { z } from 'zod';
import { Serves } from '../../platform/contract/serves.js';
import { SignedIn } from '../../platform/contract/signed-in.js';
import type { Viewer } from '../../platform/permissions/viewer.js';
import { Search } from './search.service.js';

@Controller()
export class SearchController {
  constructor(private readonly finder: Search) {}

  @Serves(search)
  search(@SignedIn() viewer: Viewer, @Query({ schema: search.input }) query: z.output<typeof search.input>) {
    return this.finder.search(viewer, query.q);
  }
}
