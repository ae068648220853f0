/** The region over HTTP: its name, and the roads that it is asked about by. */
import { z } from '@hono/zod-openapi'
import {
  firstRunInputSchema,
  firstRunSchema,
  removalInputSchema,
  removalSchema,
} from '../../data/first-run.ts'
import { regionNameSchema, regionSchema } from '../../data/region.ts'
import { roadsSchema } from '../../data/roads.ts'
import { ROADS_LIMITS } from '../../data/roads-limits.ts'
import { wholeNumberParameter } from '../http/query-parameters.ts'
import type { Services } from '../services/services.ts'
import { answers, bytesSchema, jsonBody, plain, route, router, send } from './answers.ts'

const routes = {
  get: route('get', '/region', 'Service', {
    summary: 'What the installation is about: the region by name, and the box that its data cover',
    answer: answers.ok('The region', regionSchema),
  }),
  rename: route('put', '/region', 'Service', {
    summary: 'Give the region another name',
    request: { ...plain, body: jsonBody(regionNameSchema) },
    answer: answers.ok('The region', regionSchema),
    problems: [507],
  }),
  roads: route('get', '/roads', 'Service', {
    summary: 'The roads in use, and an extract on its way to replace them',
    answer: answers.ok('The roads', roadsSchema),
  }),
  upload: route('post', '/roads/pieces', 'Service', {
    summary: 'Take a piece of an OpenStreetMap extract (.osm.pbf, .osm, .osm.gz)',
    description: `Pieces of at most ${ROADS_LIMITS.mostPieceBytes} bytes follow each other from the first byte to the last; the last one begins the building, in a program of its own. The running service takes the roads as soon as they are built; roads of the demonstration are put aside.`,
    request: {
      query: z.strictObject({
        name: z.string().min(1).max(ROADS_LIMITS.mostNameCharacters),
        offset: wholeNumberParameter(0, Number.MAX_SAFE_INTEGER),
        total: wholeNumberParameter(1, Number.MAX_SAFE_INTEGER),
      }),
      body: { required: true, content: { 'application/octet-stream': { schema: bytesSchema } } },
    },
    answer: answers.ok('How far it is', roadsSchema),
    problems: [409, 507],
  }),
  build: route('post', '/roads/build', 'Service', {
    summary: 'Build an extract that lies elsewhere than the counties all the same',
    request: { ...plain, body: jsonBody(z.strictObject({ force: z.literal(true) })) },
    answer: answers.ok('How far it is', roadsSchema),
    problems: [409],
  }),
  cancel: route('delete', '/roads/pieces', 'Service', {
    summary: 'Call off an extract on its way; the roads in use stay',
    answer: answers.ok('The roads', roadsSchema),
    problems: [409],
  }),
  takeBack: route('post', '/roads/demonstration', 'Service', {
    summary: 'Use the roads of the demonstration again',
    answer: answers.ok('The roads', roadsSchema),
    problems: [409],
  }),
  firstRun: route('get', '/first-run', 'Service', {
    summary:
      'What came with the demonstration, what is there beside it, and what was chosen to do about it',
    answer: answers.ok('Rows by collection', firstRunSchema),
  }),
  choose: route('put', '/first-run', 'Service', {
    summary: 'Go on looking at the demonstration, or begin with data of one’s own',
    request: { ...plain, body: jsonBody(firstRunInputSchema) },
    answer: answers.ok('As it is now', firstRunSchema),
    problems: [507],
  }),
  remove: route('post', '/first-run/removals', 'Service', {
    summary: 'Remove the demonstration’s rows of collections, after a backup',
    description:
      'In one transaction; the history says of each collection how many rows there were and are left. Rows that people have entered or made their own stay. Stockpiles that the ledger knows go only with their books (`books`); orders that touch them and others keep them.',
    request: { ...plain, body: jsonBody(removalInputSchema) },
    answer: answers.ok('What was removed, and the backup to take it back by', removalSchema),
    problems: [409, 507],
  }),
} as const

export const regionRoutes = ({ regions, roads, firstRuns }: Services) =>
  router()
    .openapi(routes.get, async (context) => send.json(context, await regions.get()))
    .openapi(routes.rename, async (context) =>
      send.json(context, await regions.rename(context.req.valid('json'))),
    )
    .openapi(routes.roads, (context) => send.json(context, roads.get()))
    .openapi(routes.upload, async (context) => {
      const bytes = new Uint8Array(await context.req.arrayBuffer())
      return send.json(context, await roads.take(context.req.valid('query'), bytes))
    })
    .openapi(routes.build, (context) =>
      send.json(context, roads.build(context.req.valid('json').force)),
    )
    .openapi(routes.cancel, async (context) => send.json(context, await roads.cancel()))
    .openapi(routes.takeBack, async (context) => send.json(context, await roads.takeBack()))
    .openapi(routes.firstRun, async (context) => send.json(context, await firstRuns.get()))
    .openapi(routes.choose, async (context) =>
      send.json(context, await firstRuns.choose(context.req.valid('json'))),
    )
    .openapi(routes.remove, async (context) =>
      send.json(context, await firstRuns.remove(context.req.valid('json'))),
    )
