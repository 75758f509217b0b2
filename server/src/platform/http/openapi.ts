import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';

/** The whole API as OpenAPI, at /api/v1/openapi.json. The input side of a codec is what travels: ISO text, not a Date. */
export function describe(app: NestFastifyApplication): object {
  const config = new DocumentBuilder().setTitle('Kenniskamer').setVersion('1').addCookieAuth('kenniskamer').build();
  return SwaggerModule.createDocument(app, config, {
    standardSchemaConverter: (schema: unknown) => {
      if (!(schema instanceof z.ZodType)) throw new Error('only Zod schemas describe our API');
      return { schema: z.toJSONSchema(schema, { io: 'input', target: 'openapi-3.0', unrepresentable: 'any' }) };
    },
  } as Parameters<typeof SwaggerModule.createDocument>[2]);
}
