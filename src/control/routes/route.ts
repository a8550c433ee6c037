import type { z } from 'zod';
import type { ControlHandlers } from '../contract/control.js';

/** A question of the contract that a handler answers. */
export type Question = keyof ControlHandlers;

type RequestSchemas = typeof import('../schemas/requests.js')['REQUESTS'];
type AnswerSchemas = typeof import('../schemas/answers.js')['ANSWERS'];

/** The schemas by name: they are loaded only where something has to be checked or described. */
export type RequestName = keyof RequestSchemas;
export type AnswerName = keyof AnswerSchemas;

/** What was sent, once it is checked. */
export type RequestOf<Name extends RequestName> = z.output<RequestSchemas[Name]>;
export type AnswerOf<Name extends AnswerName> = z.output<AnswerSchemas[Name]>;

/** Where the OpenAPI document puts it. */
export type Topic = 'account' | 'messages' | 'people' | 'comments' | 'settings' | 'daemon';

/** A route as it is seen from outside. */
export interface RouteFace {
  /** What is sent stands in the address of a GET, in the JSON body of a POST. */
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly topic: Topic;
  /** One sentence. */
  readonly summary: string;
  /** What may be sent; `nothing`: that is checked, too. */
  readonly request: RequestName;
  readonly answer: AnswerName;
  /**
   * Who may ask over HTTP: whoever has the `token`, or everybody (`open`); `metrics`: everybody, unless the
   * configuration says otherwise. On the socket, whoever may open it.
   */
  readonly access: 'token' | 'open' | 'metrics';
  /** @default 64 KiB */
  readonly longestBodyBytes?: number;
  /** The media type of the answer. @default JSON */
  readonly mediaType?: string;
  /** The status of the answer that says no, for those who read nothing but the status. */
  readonly no?: { readonly status: 503; readonly unless: string };
}

/**
 * How what is sent and the method's arguments become each other, the same at both ends: `request` is the one
 * argument as a whole; a list names the request's field for each argument; or a pair of functions.
 */
export type Takes =
  | 'request'
  | readonly string[]
  | {
      toArguments(request: never): readonly unknown[];
      toRequest(...given: never[]): object;
    };

/** A row of the table. */
export interface Route extends RouteFace {
  readonly takes: Takes;
}

/** A row that fits the method that it is for: its request and its arguments have to go together. */
export type RouteFor<Name extends Question> = RouteFace &
  { [R in RequestName]: TakesOf<Parameters<ControlHandlers[Name]>, R> }[RequestName];

/** Rows for these methods, all of them. */
export type RoutesFor<Names extends Question> = { readonly [Name in Names]: RouteFor<Name> };

type TakesOf<Arguments extends readonly unknown[], R extends RequestName> = {
  readonly request: R;
  readonly takes:
    | FieldsOf<Arguments, RequestOf<R>>
    | (Arguments extends readonly [unknown]
        ? RequestOf<R> extends Arguments[0]
          ? 'request'
          : never
        : never)
    | {
        toArguments(request: RequestOf<R>): Arguments;
        toRequest(...given: Arguments): object;
      };
};

/** For each argument, a field of the request that may stand for it. */
type FieldsOf<Arguments extends readonly unknown[], Request> = {
  readonly [Index in keyof Arguments]-?: FieldFor<Request, Arguments[Index]>;
};

type FieldFor<Request, Argument> = {
  [Field in keyof Request]-?: Exclude<Request[Field], undefined> extends Exclude<
    Argument,
    undefined
  >
    ? Field
    : never;
}[keyof Request];
