/** Paths of the control contract, the same at both ends. */
export const ROUTES = {
  status: '/v1/status',
  health: '/v1/health',
  askSpamBot: '/v1/health/ask-spambot',
  pause: '/v1/pause',
  resume: '/v1/resume',
  lift: '/v1/lift',
  checkGroups: '/v1/groups/check',
  sendTest: '/v1/send-test',
  why: '/v1/why',
  settled: '/v1/settled',
  importContacts: '/v1/contacts/import',
  contact: '/v1/contacts',
  refuse: '/v1/contacts/refuse',
  forget: '/v1/contacts/forget',
  users: '/v1/users',
  plan: '/v1/plan',
  takeovers: '/v1/takeovers',
  liftTakeover: '/v1/takeovers/lift',
  drafts: '/v1/drafts',
  approve: '/v1/drafts/approve',
  reject: '/v1/drafts/reject',
  channels: '/v1/channels',
  checkChannels: '/v1/channels/check',
  settings: '/v1/settings',
  limits: '/v1/limits',
  allowlist: '/v1/allowlist',
  reload: '/v1/reload',
  restart: '/v1/restart',
  stop: '/v1/stop',
  thaw: '/v1/thaw',
  debug: '/v1/debug',
  log: '/v1/log',
  sent: '/v1/sent',
  days: '/v1/days',
  recording: '/v1/recording',
  ready: '/ready',
  metrics: '/metrics',
  events: '/v1/events',
} as const;

/** The body of every answer that is not 2xx. */
export interface ControlFailure {
  readonly code: string;
  readonly problem: string;
  readonly remedy: string;
}
