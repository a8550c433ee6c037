import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { factorsOf } from '../../../../test/mtproto/factors.js';
import { exchangeKeys } from '../../../../test/mtproto/raw-exchange.js';
import { SandboxServer, serverKey } from '../../../../test/mtproto/sandbox-server.js';
import { realClock } from '../../../../test/mtproto/stub-world.js';
import type { TlObject } from '../../rpc.js';
import { Codec } from '../codec/codec.js';
import { bytesOf } from '../codec/fields.js';
import { toBigInt, toBytes } from '../crypto/big-integer.js';
import { drawDhSecret, isSafePower, sharedKey } from './dh-group.js';
import { KeyExchange } from './key-exchange.js';

describe('the key exchange', () => {
  let sandbox: SandboxServer;

  beforeEach(async () => {
    sandbox = await SandboxServer.start();
  });

  afterEach(() => sandbox.stop());

  test.each(['rsa-pad', 'sha1'] as const)('takes secrets wrapped by %s', async (padding) => {
    const client = await sandbox.connect();
    await exchangeKeys(client, serverKey.publicPem, { padding });
    client.send({ _: 'ping', ping_id: 3n });
    const { object } = await client.expect('pong');
    expect(object.ping_id).toBe(3n);
  });

  test.each(['p_q_inner_data', 'p_q_inner_data_temp', 'p_q_inner_data_temp_dc'])(
    'takes %s',
    async (innerName) => {
      const client = await sandbox.connect();
      await exchangeKeys(client, serverKey.publicPem, { innerName });
      expect(client.key.key.length).toBeGreaterThan(250);
    },
  );

  test('begins anew with another req_pq on the same connection', async () => {
    const client = await sandbox.connect();
    await client.askPlainly({ _: 'req_pq', nonce: randomBytes(16) });
    await exchangeKeys(client, serverKey.publicPem);
    expect(client.key.id).not.toBe(0n);
  });

  test('answers a step out of turn by a transport error', async () => {
    const client = await sandbox.connect();
    const nonces = { nonce: randomBytes(16), server_nonce: randomBytes(16) };
    const asked = client.askPlainly({ _: 'set_client_DH_params', ...nonces });
    expect(await client.until(() => client.transportErrors[0])).toBe(-404);
    client.close();
    asked.catch(() => undefined);
  });
});

describe('one exchange', () => {
  const codec = new Codec();
  const exchange = (easyFactors = false): KeyExchange =>
    new KeyExchange({ codec, serverKey, clock: realClock, isTaken: () => false, easyFactors });

  test.each([
    ['hard', false],
    ['easy', true],
  ])(
    'sends a %s pq as large as Telegram’s, its top bit clear as clients read it signed',
    (_name, easy) => {
      const sent = Array.from({ length: 20 }, () => {
        const { reply } = exchange(easy).answer({ _: 'req_pq_multi', nonce: randomBytes(16) });
        return toBigInt(bytesOf(reply, 'pq'));
      });
      expect(new Set(sent).size).toBe(sent.length);
      for (const pq of sent) {
        expect(pq).toBeGreaterThan(1n << 60n);
        expect(pq).toBeLessThan(1n << 63n);
      }
    },
  );

  test('asks for another key when there is one of that id already', async () => {
    const taken: bigint[] = [];
    const each = new KeyExchange({
      codec,
      serverKey,
      clock: realClock,
      isTaken: (keyId) => taken.push(keyId) <= 2,
    });
    let created: bigint | undefined;
    const client = {
      codec,
      key: { id: 0n, key: Buffer.alloc(0) },
      salt: 0n,
      askPlainly: async (request: TlObject) => {
        const step = each.answer(request);
        created = step.created?.id;
        return step.reply;
      },
    };
    expect(await exchangeKeys(client, serverKey.publicPem)).toBe(2);
    expect(new Set(taken).size).toBe(3);
    expect(created).toBe(taken.at(-1));
    expect(client.key.id).toBe(created);
  });

  test('refuses foreign nonces, wrong factors and a foreign key', () => {
    const nonce = randomBytes(16);
    const ask = () => {
      const each = exchange();
      const { reply } = each.answer({ _: 'req_pq_multi', nonce });
      const [p, q] = factorsOf(toBigInt(bytesOf(reply, 'pq')));
      const request = {
        _: 'req_DH_params',
        nonce,
        server_nonce: bytesOf(reply, 'server_nonce'),
        p: toBytes(p),
        q: toBytes(q),
        public_key_fingerprint: serverKey.fingerprint,
        encrypted_data: randomBytes(255),
      };
      return { each, request };
    };
    const refusal = (change: object): (() => unknown) => {
      const { each, request } = ask();
      return () => each.answer({ ...request, ...change });
    };
    expect(refusal({ nonce: randomBytes(16) })).toThrow('nonces');
    expect(refusal({ server_nonce: randomBytes(16) })).toThrow('nonces');
    expect(refusal({ p: Buffer.of(3) })).toThrow('no factors');
    expect(refusal({ public_key_fingerprint: 1n })).toThrow('another key');
    expect(refusal({})).toThrow('does not open');
  });
});

describe('the shared key', () => {
  test('is the same on both sides and has no leading zero', () => {
    for (let round = 0; round < 5; round++) {
      const ours = drawDhSecret();
      const theirs = drawDhSecret();
      const key = sharedKey(ours, theirs.publicBytes);
      expect(key).toEqual(sharedKey(theirs, ours.publicBytes));
      expect(key?.readUInt8(0)).not.toBe(0);
    }
  });

  test('is refused for a power that gives the secret away', () => {
    expect(isSafePower(1n)).toBe(false);
    expect(sharedKey(drawDhSecret(), Buffer.of(1))).toBeUndefined();
  });
});
