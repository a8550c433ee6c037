import type { RouteFace } from '../routes/route.js';
import { OWN_ROUTES, ROUTES } from '../routes/table.js';
import { describeComponents, describeQuery, type JsonSchema, referenceTo } from './components.js';
import { REFUSALS, type ResponseObject, SHARED_RESPONSES } from './responses.js';

const TITLE = 'postaci control API';

/** Of the contract, not of the program: it grows when the contract does. */
const CONTRACT_VERSION = '1.0.0';

const OPERATIONS: readonly (readonly [string, RouteFace])[] = [
  ...ROUTES,
  ...Object.entries(OWN_ROUTES),
];

/**
 * The control API as an OpenAPI 3.1 document, from the table of routes and their schemas.
 * @see https://spec.openapis.org/oas/v3.1.0
 */
export function describeRoutes(): JsonSchema {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, route] of OPERATIONS) {
    paths[route.path] = {
      ...paths[route.path],
      [route.method.toLowerCase()]: describeOperation(name, route),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: TITLE,
      version: CONTRACT_VERSION,
      description:
        'What an operator can ask of a running daemon, on its control socket and over HTTP: docs/control-api.md.',
    },
    servers: [{ url: 'http://127.0.0.1:8000' }],
    security: [{ token: [] }],
    tags: [...new Set(OPERATIONS.map(([, { topic }]) => topic))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'ADMIN_TOKEN' },
      },
      responses: SHARED_RESPONSES,
      schemas: describeComponents(),
    },
  };
}

function describeOperation(name: string, route: RouteFace): JsonSchema {
  const { method, request, topic, summary, access } = route;
  return {
    operationId: name,
    tags: [topic],
    summary,
    ...(access === 'open' ? { security: [] } : {}),
    ...(access === 'metrics' ? { security: [{ token: [] }, {}] } : {}),
    ...(method === 'GET' && request !== 'nothing' ? { parameters: parametersOf(route) } : {}),
    ...(method === 'POST' && request !== 'nothing'
      ? { requestBody: { required: true, content: json(referenceTo(request)) } }
      : {}),
    responses: responsesOf(route),
  };
}

function parametersOf({ request }: RouteFace): readonly object[] {
  const { properties = {}, required = [] } = describeQuery(request);
  const inAddress = Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
  return request === 'eventsQuery' ? [...inAddress, LAST_EVENT_ID] : inAddress;
}

const LAST_EVENT_ID = {
  name: 'Last-Event-ID',
  in: 'header',
  required: false,
  description: 'The id of the last event that arrived; it goes before `after`.',
  schema: { type: 'string' },
};

function responsesOf({ answer, mediaType, summary, no, access }: RouteFace) {
  const content = mediaType
    ? { [mediaType]: { schema: textOf(answer) } }
    : json(referenceTo(answer));
  const yes: ResponseObject = { description: summary, content };
  return {
    200: yes,
    ...(no ? { [no.status]: { ...yes, description: `Not ${no.unless}.` } } : {}),
    ...REFUSALS.always,
    ...(access === 'open' ? {} : REFUSALS.guarded),
  };
}

/** OpenAPI 3.1 has no word for the parts of a stream. */
function textOf(answer: RouteFace['answer']): JsonSchema {
  if (answer !== 'liveEvent') return referenceTo(answer);
  return { type: 'string', description: 'Each event has an id; its data is a LiveEvent as JSON.' };
}

function json(schema: JsonSchema): JsonSchema {
  return { 'application/json': { schema } };
}
