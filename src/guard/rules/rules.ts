import type { RuleName } from '../../core/guard.js';
import { allowedTarget } from './allowed-target.js';
import { dayCap } from './day-cap.js';
import { expiry } from './expiry.js';
import { hourCap } from './hour-cap.js';
import { minimumInterval } from './minimum-interval.js';
import { paused } from './paused.js';
import { peerInterval } from './peer-interval.js';
import { restriction } from './restriction.js';
import type { Rule } from './rule.js';
import { allow } from './rule.js';
import { slowMode } from './slow-mode.js';
import { somebodySpoke } from './somebody-spoke.js';
import { window } from './window.js';

/** Each rule by its name; they are asked in the order of `RULE_NAMES`. */
export const RULES: Readonly<Record<RuleName, Rule>> = {
  expiry,
  paused,
  restriction,
  consent: () => allow(),
  takeover: () => allow(),
  'allowed-target': allowedTarget,
  window,
  'day-cap': dayCap,
  'hour-cap': hourCap,
  'minimum-interval': minimumInterval,
  'peer-interval': peerInterval,
  'person-interval': () => allow(),
  'person-cap': () => allow(),
  'new-conversations': () => allow(),
  'answer-interval': () => allow(),
  'answer-cap': () => allow(),
  'slow-mode': slowMode,
  'somebody-spoke': somebodySpoke,
  'still-silent': () => allow(),
};
