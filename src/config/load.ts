import { join, relative } from 'node:path';
import { type Config, TERMINAL_MODES } from '../core/config.js';
import { INTERFACE_LANGUAGES } from '../core/languages.js';
import type { Secret } from '../core/secret.js';
import { secret } from '../lib/secret.js';
import { readAccount } from './account.js';
import { readAlerts } from './alerts.js';
import { checkComments } from './comment-check.js';
import { readCommentSettings } from './comments.js';
import { candidatesOf, findDocument, settingsOf } from './customer-files.js';
import { readDmSettings } from './dm.js';
import { type Folders, findFolders, parseCustomerId } from './folders.js';
import { deepFreeze } from './freeze.js';
import { readHttp } from './http.js';
import { FORGOTTEN_KEY, KeyFile } from './key-file.js';
import { readLimits } from './limits.js';
import type { LoadContext } from './load-context.js';
import { readLogSettings } from './log-settings.js';
import { mergeLayers } from './merge.js';
import { readMessageSettings } from './message.js';
import { checkMessages } from './message-check.js';
import { findMisspelt } from './misspelt.js';
import { readModel } from './model.js';
import { parseBoolean } from './parse/boolean.js';
import { oneOf } from './parse/choice.js';
import { durationFrom } from './parse/duration.js';
import { urlWith } from './parse/url.js';
import { readPeopleSettings } from './people.js';
import { checkPeople } from './people-check.js';
import { ProblemList } from './problems.js';
import type { FoundValue } from './raw-value.js';
import { envPath, readLayers } from './read-layers.js';
import { readReplySettings } from './reply.js';
import { secretsOf } from './secrets-of.js';
import { readServices } from './services.js';
import { type Sources, sourcesOf } from './sources.js';
import { readSpamBreaker } from './spam-breaker.js';
import { readRedis, readStorage } from './storage.js';
import { placeOf } from './value-source.js';
import { Values } from './values.js';

const DEFAULT_LEASE_TTL_MS = 30_000;
/** Shorter, and one slow answer of the database would cost the ownership. */
const MIN_LEASE_TTL_MS = 1_000;

export interface LoadOptions {
  /** As the operator wrote it; `.env` in `cwd`, when that exists, without one. */
  readonly envFile?: string | undefined;
  /** Usually `process.env`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Absolute; `data/`, `logs/`, `sessions/` and relative paths start here. */
  readonly cwd: string;
  /** A login asks for the phone number when `PHONE_NUMBER` is not set. @default false: that is a problem */
  readonly phoneIsAsked?: boolean;
}

/** Texts to try in the place of files: absolute path → text. */
export type Drafts = ReadonlyMap<string, string>;

/** `config.{json,yaml}`. */
export interface SettingsFile {
  /** Absolute. */
  readonly path: string;
  /** How it is named to people. */
  readonly file: string;
}

export interface LoadedConfig {
  readonly config: Config;
  /** What must never be logged. */
  readonly secrets: readonly Secret[];
  /** Where each variable's value was found, for `describeConfig`. */
  readonly sources: Sources;
  /** What deserves a look but keeps nothing from running: sentences without a full stop. */
  readonly warnings: readonly string[];
  /** Every file that was read, or would have been, were it there. Absolute. */
  readonly files: readonly string[];
  /** The customer's own settings: the file that is there, else the one to make. */
  readonly settingsFile: SettingsFile;
  /**
   * Reads everything anew, in the same way.
   * @param drafts what the customer's files would say after a change
   * @throws ConfigProblems
   */
  reread(drafts?: Drafts): Promise<LoadedConfig>;
}

/**
 * Reads a customer's whole configuration: the environment, the env file, and the customer's own files, which
 * win. Writes nothing.
 * @throws ConfigProblems with everything that is wrong, at once
 */
export async function loadConfig(
  options: LoadOptions,
  drafts: Drafts = new Map(),
): Promise<LoadedConfig> {
  const problems = new ProblemList();
  const warnings: string[] = [];
  const { envFile, environment } = await readLayers(options, problems, warnings);
  const early = new Values(
    mergeLayers({ envFile, environment, customerFile: [] }, new ProblemList(), []),
    problems,
  );
  const customer = early.read('CUSTOMER_ID', parseCustomerId) ?? 'default';
  const folders = { ...findFolders(customer, options.cwd, problems), drafts };
  const settings = await findDocument('config', folders, problems);
  const customerFile = settingsOf(settings, problems);
  refuseOtherCustomer(customerFile, customer, problems);
  findMisspelt([...envFile, ...customerFile, ...environment], problems, warnings);
  const merged = mergeLayers({ envFile, environment, customerFile }, problems, warnings);
  const context: LoadContext = {
    values: new Values(merged, problems),
    folders,
    problems,
    warnings,
    targetPlaces: new Map(),
    places: new Map(),
    phoneIsAsked: options.phoneIsAsked ?? false,
  };
  const config = await buildConfig(context);
  problems.throwIfAny();
  if (!config) throw new Error('a configuration without an account has no problem on its list');
  return {
    config: deepFreeze(config),
    secrets: secretsOf(config),
    sources: sourcesOf(context),
    warnings,
    files: [envPath(options), ...candidatesOf(folders)],
    settingsFile: settingsFileOf(folders, settings),
    reread: (changed) => loadConfig(options, changed),
  };
}

function settingsFileOf({ cwd, data }: Folders, found: SettingsFile | undefined): SettingsFile {
  const path = join(data, 'config.json');
  return found ? { path: found.path, file: found.file } : { path, file: relative(cwd, path) };
}

async function buildConfig(context: LoadContext): Promise<Config | undefined> {
  const { values, folders, problems, warnings } = context;
  const account = readAccount(context);
  const storage = readStorage(context);
  const redisUrl = readRedis(context);
  const limits = readLimits(context);
  const spamBreaker = readSpamBreaker(context);
  const mistakes = problems.size;
  const messages = await findDocument('messages', folders, problems);
  const message = await readMessageSettings(context, messages);
  const comments = await findDocument('comments', folders, problems);
  const comment = await readCommentSettings(context, comments);
  const services = readServices(context, {
    groups: message.targets.length > 0,
    channels: values.has('ALLOWLIST_CHAT_IDS') || comment.channels.length > 0,
  });
  // Broken files may have named groups or channels: that there are none is not known then.
  if (problems.size === mistakes) {
    if (services.includes('message')) checkMessages(context, message);
    checkComments(context, services, comment);
  }
  const llm = readModel(context);
  const reply = await readReplySettings(
    context,
    await findDocument('responses', folders, problems),
    comment.writing.strict,
  );
  const dm = await readDmSettings(context, await findDocument('invites', folders, problems));
  const people = readPeopleSettings(context);
  checkPeople(context, { services, limits: limits.people, reply, dm });
  const writes =
    services.includes('comment') || (services.includes('reply') && reply.written !== undefined);
  const alerts = readAlerts(context);
  const http = readHttp(context);
  const sentryDsn = values.read(
    'SENTRY_DSN',
    urlWith(['https', 'http'], 'https://key@sentry.io/1'),
  );
  const interfaceLanguage = values.read('INTERFACE_LANGUAGE', oneOf(INTERFACE_LANGUAGES));
  const log = readLogSettings(context);
  const enabled = values.read('BOT_ENABLED', parseBoolean) ?? true;
  const terminal = values.read('TERMINAL', oneOf(TERMINAL_MODES)) ?? 'auto';
  const leaseTtlMs =
    values.read('LEASE_TTL_SECONDS', durationFrom(MIN_LEASE_TTL_MS)) ?? DEFAULT_LEASE_TTL_MS;
  values.checkLater(warnings);
  if (!account) return undefined;
  return {
    customer: folders.customer,
    dataDirectory: folders.data,
    enabled,
    services,
    account,
    storage,
    ...(redisUrl === undefined ? {} : { redisUrl }),
    limits: { ...limits, maxInstantPerChatPerHour: comment.maxInstantPerChatPerHour },
    spamBreaker,
    message,
    reply,
    dm,
    comment,
    ...(writes ? { llm } : {}),
    promptsDirectory: join(folders.data, 'prompts'),
    people,
    alerts,
    ...(http && { http }),
    ...(sentryDsn !== undefined && { sentryDsn: secret(sentryDsn) }),
    ...(interfaceLanguage !== undefined && { interfaceLanguage }),
    terminal,
    log,
    leaseTtlMs,
    controlSocket: folders.controlSocket,
    forgottenKey: new KeyFile(join(folders.data, 'forgotten.key'), FORGOTTEN_KEY),
  };
}

/** The file was found by the customer's id: it is too late to change that. */
function refuseOtherCustomer(
  customerFile: readonly FoundValue[],
  customer: string,
  problems: ProblemList,
): void {
  const other = customerFile.find((one) => one.written === 'CUSTOMER_ID' && one.text !== customer);
  if (!other) return;
  problems.add(
    `CUSTOMER_ID (${placeOf(other.source)}) names another customer than this folder's, ${customer}`,
    'Take it out, and set CUSTOMER_ID in the env file',
  );
}
