import { MAX_CAPTION_LENGTH, MAX_TEXT_LENGTH } from '../../core/content.js';
import type { TlObject } from '../rpc.js';
import type { Person } from '../world/person.js';
import { isUnder } from '../world/sanctions.js';
import type { Methods, Services } from './method.js';

/** help.*: what a client asks before anything else. */
export function registerHelp(methods: Methods, services: Services): void {
  methods.onAnybody('help.getConfig', () => config(services));
  methods.onAnybody('help.getNearestDc', () => ({
    _: 'nearestDc',
    country: 'TR',
    this_dc: services.dcId,
    nearest_dc: services.dcId,
  }));
  methods.onAnybody('help.getAppConfig', (_call, { key }) => {
    const person = services.world.state.persons.get(key.userId ?? 0);
    const value = person ? freeze(services, person) : [];
    return { _: 'help.appConfig', hash: 1, config: { _: 'jsonObject', value } };
  });
  methods.onAnybody('help.getAppUpdate', () => ({ _: 'help.noAppUpdate' }));
  methods.onAnybody('help.getCdnConfig', () => ({ _: 'cdnConfig', public_keys: [] }));
  methods.onAnybody('help.getCountriesList', () => ({
    _: 'help.countriesList',
    countries: [],
    hash: 0,
  }));
  methods.onAnybody('help.getTermsOfServiceUpdate', () => ({
    _: 'help.termsOfServiceUpdateEmpty',
    expires: inSeconds(services, 86_400),
  }));
  methods.onAnybody('help.getPromoData', () => ({
    _: 'help.promoDataEmpty',
    expires: inSeconds(services, 86_400),
  }));
}

const inSeconds = ({ world }: Services, seconds: number) =>
  Math.floor(world.now() / 1_000) + seconds;

/** The keys by which a client learns that its account is frozen. */
function freeze({ world }: Services, person: Person): TlObject[] {
  if (!isUnder(world, person, 'frozen')) return [];
  const sinceMs = person.sanctionedAtMs ?? world.now();
  const untilMs = person.sanctionedUntilMs ?? sinceMs + 7 * 86_400_000;
  const entry = (key: string, value: TlObject): TlObject => ({ _: 'jsonObjectValue', key, value });
  return [
    entry('freeze_since_date', { _: 'jsonNumber', value: Math.floor(sinceMs / 1_000) }),
    entry('freeze_until_date', { _: 'jsonNumber', value: Math.floor(untilMs / 1_000) }),
    entry('freeze_appeal_url', { _: 'jsonString', value: 'https://t.me/spambot' }),
  ];
}

function config(services: Services): TlObject {
  const { host, port } = services.address();
  return {
    _: 'config',
    date: inSeconds(services, 0),
    expires: inSeconds(services, 3_600),
    test_mode: false,
    this_dc: services.dcId,
    dc_options: [{ _: 'dcOption', static: true, id: services.dcId, ip_address: host, port }],
    dc_txt_domain_name: 'localhost',
    chat_size_max: 200,
    megagroup_size_max: 200_000,
    forwarded_count_max: 100,
    online_update_period_ms: 210_000,
    offline_blur_timeout_ms: 5_000,
    offline_idle_timeout_ms: 30_000,
    online_cloud_timeout_ms: 300_000,
    notify_cloud_delay_ms: 30_000,
    notify_default_delay_ms: 1_500,
    push_chat_period_ms: 60_000,
    push_chat_limit: 2,
    edit_time_limit: Math.floor(services.world.rules.editMs / 1_000),
    revoke_time_limit: 2_147_483_647,
    revoke_pm_time_limit: 2_147_483_647,
    rating_e_decay: 2_419_200,
    stickers_recent_limit: 200,
    channels_read_media_period: 604_800,
    call_receive_timeout_ms: 20_000,
    call_ring_timeout_ms: 90_000,
    call_connect_timeout_ms: 30_000,
    call_packet_timeout_ms: 10_000,
    me_url_prefix: 'https://t.me/',
    caption_length_max: MAX_CAPTION_LENGTH,
    message_length_max: MAX_TEXT_LENGTH,
    webfile_dc_id: services.dcId,
  };
}
