import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../contract/serves.js';
import { pageStyle, pageStylePath } from './page-style.js';

@Controller()
export class PagesController {
  @Get(pageStylePath)
  @Public()
  @ApiExcludeEndpoint()
  async style(@Res() reply: FastifyReply): Promise<void> {
    await reply
      .header('content-type', 'text/css; charset=utf-8')
      .header('cache-control', 'public, max-age=31536000, immutable')
      .send(pageStyle);
  }
}
