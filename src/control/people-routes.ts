import type { FastifyInstance } from 'fastify';
import type { ControlHandlers } from './contract/control.js';
import { ROUTES } from './routes.js';

/** A thousand contacts, each with all that one may have. */
const LONGEST_PAGE_BYTES = 512 * 1024;

const schemas = () => import('./schemas.js');

/** The part of the contract that is about people: contacts, the plan, takeovers. */
export function addPeopleRoutes(app: FastifyInstance, handlers: ControlHandlers): void {
  app.post(ROUTES.importContacts, { bodyLimit: LONGEST_PAGE_BYTES }, async (request) => {
    const { read, contactsBody } = await schemas();
    return handlers.importContacts(read(contactsBody, request.body));
  });
  app.get(ROUTES.contact, async (request) => {
    const { read, whoQuery } = await schemas();
    return handlers.contact(read(whoQuery, request.query).who);
  });
  app.post(ROUTES.refuse, async (request) => {
    const { read, whoBody } = await schemas();
    await handlers.refuse(read(whoBody, request.body).who);
    return {};
  });
  app.post(ROUTES.forget, async (request) => {
    const { read, whoBody } = await schemas();
    return handlers.forget(read(whoBody, request.body).who);
  });
  app.get(ROUTES.users, () => handlers.users());
  app.get(ROUTES.plan, async (request) => {
    const { read, planQuery } = await schemas();
    return handlers.plan(read(planQuery, request.query).limit);
  });
  app.get(ROUTES.takeovers, () => handlers.takeovers());
  app.post(ROUTES.liftTakeover, async (request) => {
    const { read, whoBody } = await schemas();
    await handlers.liftTakeover(read(whoBody, request.body).who);
    return {};
  });
}
