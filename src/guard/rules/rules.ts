import type { RuleName } from '../../core/guard.js';
import { allowedTarget } from './allowed-target.js';
import { answerCap } from './answer-cap.js';
import { answerInterval } from './answer-interval.js';
import { consent } from './consent.js';
import { dayCap } from './day-cap.js';
import { expiry } from './expiry.js';
import { hourCap } from './hour-cap.js';
import { instantCap } from './instant-cap.js';
import { minimumInterval } from './minimum-interval.js';
import { newConversations } from './new-conversations.js';
import { paused } from './paused.js';
import { peerInterval } from './peer-interval.js';
import { personCap } from './person-cap.js';
import { personInterval } from './person-interval.js';
import { restriction } from './restriction.js';
import type { Rule } from './rule.js';
import { slowMode } from './slow-mode.js';
import { somebodySpoke } from './somebody-spoke.js';
import { stillSilent } from './still-silent.js';
import { takeover } from './takeover.js';
import { window } from './window.js';

/** Each rule by its name; they are asked in the order of `RULE_NAMES`. */
export const RULES: Readonly<Record<RuleName, Rule>> = {
  expiry,
  paused,
  restriction,
  consent,
  takeover,
  'still-silent': stillSilent,
  'allowed-target': allowedTarget,
  window,
  'day-cap': dayCap,
  'hour-cap': hourCap,
  'minimum-interval': minimumInterval,
  'peer-interval': peerInterval,
  'instant-cap': instantCap,
  'person-interval': personInterval,
  'person-cap': personCap,
  'new-conversations': newConversations,
  'answer-interval': answerInterval,
  'answer-cap': answerCap,
  'slow-mode': slowMode,
  'somebody-spoke': somebodySpoke,
};
