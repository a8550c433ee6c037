import type { ServiceStatus, Status } from '../../control/contract/status.js';
import { STATE_NAMES } from '../../words/state-names.js';
import type { Row, Tone } from '../panels/parts/rows.js';
import { cutRow, titleRow } from '../row-room.js';
import { strangerText } from '../stranger-text.js';
import type { Wording } from './wording.js';

type Shown = ServiceStatus['state'] | 'paused';

const LOOKS: Readonly<Record<Shown, readonly [string, Tone]>> = {
  running: ['●', 'good'],
  restarting: ['~', 'warn'],
  stopped: ['○', 'bad'],
  paused: ['=', 'warn'],
};

/** Each service with its state; a paused one with who paused it, and for how long. */
export function serviceRows(status: Status, wording: Wording, columns: number): readonly Row[] {
  const { words, language } = wording;
  const rows: Row[] = status.services.map((service) => {
    const shown: Shown = service.paused ? 'paused' : service.state;
    const [sign, tone] = LOOKS[shown];
    return [
      { text: `${sign} `, tone },
      { text: service.name.padEnd(9) },
      { text: STATE_NAMES[language].serviceState[shown], tone },
      { text: pausedBy(status, service, wording), tone: 'dim' },
    ];
  });
  const none: Row = [{ text: words.noServices, tone: 'dim' }];
  return [
    titleRow(words.titles.services, columns),
    ...(rows.length > 0 ? rows : [none]).map((row) => cutRow(row, columns)),
  ];
}

/** What pauses all has a notice of its own. */
function pausedBy({ pauses }: Status, { name }: ServiceStatus, wording: Wording): string {
  const pause = pauses.find(({ service }) => service === name);
  if (!pause) return '';
  const duration = wording.duration(wording.now - pause.since);
  return ` ${wording.words.pausedBy(strangerText(pause.by), duration)}`;
}
