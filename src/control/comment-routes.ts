import type { FastifyInstance } from 'fastify';
import type { ControlHandlers } from './contract/control.js';
import { ROUTES } from './routes.js';

const schemas = () => import('./schemas.js');

/** The part of the contract that is about comments: drafts, and the channels that they are for. */
export function addCommentRoutes(app: FastifyInstance, handlers: ControlHandlers): void {
  app.get(ROUTES.drafts, () => handlers.drafts());
  app.post(ROUTES.approve, async (request) => {
    const { read, approveBody } = await schemas();
    const { id, text } = read(approveBody, request.body);
    await handlers.approve(id, text);
    return {};
  });
  app.post(ROUTES.reject, async (request) => {
    const { read, rejectBody } = await schemas();
    const { id, reason } = read(rejectBody, request.body);
    await handlers.reject(id, reason);
    return {};
  });
  app.get(ROUTES.channels, () => handlers.channels());
  app.post(ROUTES.checkChannels, () => handlers.checkChannels());
}
