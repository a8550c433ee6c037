import type { SettingsControl } from '../contract/settings.js';
import type { RoutesFor } from './route.js';

/** A configuration may hold long texts. */
const LONGEST_CHANGE_BYTES = 256 * 1024;

/** The configuration, as it is in force and as it is wanted. */
export const SETTINGS_ROUTES = {
  settings: {
    method: 'GET',
    path: '/v1/settings',
    topic: 'settings',
    summary: 'Every variable with its value, secrets masked, and where it comes from.',
    request: 'nothing',
    takes: [],
    answer: 'settings',
    access: 'token',
  },
  changeSettings: {
    method: 'POST',
    path: '/v1/settings',
    topic: 'settings',
    summary: 'Changes variables, or says what would become of it.',
    request: 'settingsBody',
    takes: 'request',
    answer: 'settingsReport',
    access: 'token',
    longestBodyBytes: LONGEST_CHANGE_BYTES,
  },
  limits: {
    method: 'GET',
    path: '/v1/limits',
    topic: 'settings',
    summary: 'The limits that may be turned at run time.',
    request: 'nothing',
    takes: [],
    answer: 'limits',
    access: 'token',
  },
  changeLimits: {
    method: 'POST',
    path: '/v1/limits',
    topic: 'settings',
    summary: 'Changes limits, or says what would become of it.',
    request: 'limitsBody',
    takes: 'request',
    answer: 'settingsReport',
    access: 'token',
  },
  allowlist: {
    method: 'GET',
    path: '/v1/allowlist',
    topic: 'settings',
    summary: 'The groups and channels where the account may speak unasked.',
    request: 'nothing',
    takes: [],
    answer: 'allowlist',
    access: 'token',
  },
  changeAllowlist: {
    method: 'POST',
    path: '/v1/allowlist',
    topic: 'settings',
    summary: 'Adds and removes groups and channels, or says what would become of it.',
    request: 'allowlistBody',
    takes: 'request',
    answer: 'settingsReport',
    access: 'token',
    longestBodyBytes: LONGEST_CHANGE_BYTES,
  },
  reload: {
    method: 'POST',
    path: '/v1/reload',
    topic: 'settings',
    summary: 'Reads the files of the configuration again.',
    request: 'nothing',
    takes: [],
    answer: 'settingsReport',
    access: 'token',
  },
} as const satisfies RoutesFor<keyof SettingsControl>;
