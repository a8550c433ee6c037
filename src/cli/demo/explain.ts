/** Why a thing is as it is, for somebody who has never seen it: rules by their names, and what people see. */
const EXPLANATIONS: Readonly<Record<string, string>> = {
  'minimum-interval': 'the account keeps a pause between any two messages',
  'peer-interval': 'the account keeps a longer pause in one and the same group',
  'slow-mode': 'the group lets each member write only so often',
  'somebody-spoke': 'nobody has spoken there since our last message: twice in a row would be rude',
  restriction: 'Telegram asked for a pause',
  window: 'outside the hours in which the account speaks',
  'hour-cap': 'enough for this hour',
  'day-cap': 'enough for today',
  'answer-interval': 'a person would not answer twice in a breath either',
  'wrote first': 'who writes to the account may be answered; to nobody else a word goes in private',
  'opt in word': 'who asks for it hears of offers: at most one in five minutes, three in an hour',
  'opted out': 'for good, without a confirmation; what was on its way is taken back before it goes',
  typing: 'it was seen to be typing before, for as long as the text takes',
  invite: 'nobody is invited who did not ask; the next follow-up waits a day at least',
  takeover: 'the operator writes from a phone: postaci takes its answer back, and is silent there',
  silence: 'for six hours, or until `postaci takeovers lift`; people hear one voice, not two',
};

/** Tells what is behind a thing, the first time that it comes. */
export type Explain = (what: string) => void;

/** @param write receives a line */
export function createExplainer(write: (line: string) => void): Explain {
  const explained = new Set<string>();
  return (what) => {
    const why = EXPLANATIONS[what];
    if (why === undefined || explained.has(what)) return;
    explained.add(what);
    write(`          (${what}: ${why})`);
  };
}
