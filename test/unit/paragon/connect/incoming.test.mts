import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import {
	eventIn,
	isSigned,
	placeOf,
	SECRET_MEMBER,
	secretFor,
} from '../../../../nodes/Paragon/connect/incoming.ts';
import { JUNK } from '../../support/junk.mts';

const SIGNING = 'signing secret';
const EXPECTED = { projectId: 'p', subscriptionId: 's', secret: 'ours', signingSecret: SIGNING };
const EVENT = {
	...{ eventId: 'e', projectId: 'p', triggerSubscriptionId: 's', payload: { key: 'ÄÖ-1' } },
	triggerSubscriptionMetadata: { [SECRET_MEMBER]: 'ours' },
};
const bytes = (event: unknown) => Buffer.from(JSON.stringify(event));
const sign = (body: Buffer, encoding: 'base64' | 'base64url' | 'hex' = 'hex') =>
	`v1=${createHmac('sha256', SIGNING).update(body).digest(encoding)}`;
const taken = (event: unknown, expected: object = {}) => {
	const body = bytes(event);
	return eventIn(body, sign(body), { ...EXPECTED, ...expected });
};

test.each([
	sign(bytes(EVENT)),
	sign(bytes(EVENT), 'base64'),
	sign(bytes(EVENT), 'base64url'),
	sign(bytes(EVENT)).toUpperCase().replace('V1', 'v1'),
	` ${sign(bytes(EVENT))} `,
])('the signature %j counts', (signature) => {
	expect(isSigned(bytes(EVENT), signature, SIGNING)).toBe(true);
	expect(eventIn(bytes(EVENT), signature, EXPECTED)).toEqual(EVENT);
});

const [, good] = sign(bytes(EVENT)).split('=') as [string, string];
test.each([
	...[undefined, null, '', 'v1=', good, `v2=${good}`, `v1=${good.slice(2)}`, `v1=${good}00`],
	...[[`v1=${good}`, 'v1=x'], `v1=${'0'.repeat(64)}`, `v1=${good}, v1=x`, {}],
])('the signature %j does not', (signature) => {
	expect(isSigned(bytes(EVENT), signature, SIGNING)).toBe(false);
	expect(eventIn(bytes(EVENT), signature, EXPECTED)).toBeUndefined();
});

test('the signature is over the bytes as they came', () => {
	const body = Buffer.from(JSON.stringify(EVENT, null, 2));
	expect(eventIn(body, sign(body), EXPECTED)).toEqual(EVENT);
	expect(eventIn(body, sign(bytes(EVENT)), EXPECTED)).toBeUndefined();
});

test('without a signing secret the metadata decides', () => {
	const expected = { ...EXPECTED, signingSecret: undefined };
	expect(eventIn(bytes(EVENT), undefined, expected)).toEqual(EVENT);
	const forged = { ...EVENT, triggerSubscriptionMetadata: {} };
	expect(eventIn(bytes(forged), undefined, expected)).toBeUndefined();
});

test.each([
	{ eventId: '' },
	{ eventId: 7 },
	{ projectId: 'other' },
	{ projectId: undefined },
	{ triggerSubscriptionId: 'other' },
	{ triggerSubscriptionId: undefined },
	{ triggerSubscriptionMetadata: null },
	{ triggerSubscriptionMetadata: { [SECRET_MEMBER]: 'theirs' } },
	{ triggerSubscriptionMetadata: { [SECRET_MEMBER]: ['ours'] } },
	{ triggerSubscriptionMetadata: { [SECRET_MEMBER]: { toString: 1, valueOf: 1 } } },
	{ triggerSubscriptionMetadata: `{"${SECRET_MEMBER}":"ours"}` },
])('an event with %j is not ours', (changes) => {
	expect(taken({ ...EVENT, ...changes })).toBeUndefined();
});

test('before a subscription is known, all of the project count', () => {
	const event = { ...EVENT, triggerSubscriptionId: 'x' };
	expect(taken(event, { subscriptionId: undefined })).toEqual(event);
});

test.each([[[EVENT]], ['text'], [null], [7]])('%j is no event', (event) => {
	expect(taken(event)).toBeUndefined();
});

test('neither are an empty body, one that is no JSON and one that is too large', () => {
	for (const body of [Buffer.alloc(0), Buffer.from('{'), Buffer.from([0x1f, 0x8b, 8, 0])]) {
		expect(eventIn(body, sign(body), EXPECTED)).toBeUndefined();
	}
	expect(taken({ ...EVENT, payload: 'x'.repeat(1024 * 1024) })).toBeUndefined();
	const large = { ...EVENT, payload: 'x'.repeat(1024 * 1000) };
	expect(taken(large)).toEqual(large);
});

test('whatever comes, nothing is thrown and nothing taken', () => {
	fc.assert(
		fc.property(JUNK, JUNK, (event, signature) => {
			expect(
				eventIn(Buffer.from(JSON.stringify(event) ?? ''), signature, EXPECTED),
			).toBeUndefined();
		}),
	);
});

test('a secret is of one key and one address', () => {
	const secrets = [
		...[secretFor('k', 'https://a'), secretFor('k', 'https://b'), secretFor('l', 'https://a')],
		secretFor('k', 'https://a'),
	];
	expect(new Set(secrets).size).toBe(3);
	expect(secrets[0]).toMatch(/^[\w-]{43}$/);
});

const PRODUCTION = 'https://n8n.example.com/webhook/5f0c6f0a/webhook';
const TEST = 'https://n8n.example.com/webhook-test/5f0c6f0a/webhook';
const node = { id: 'a1', webhookId: '5f0c6f0a' };

describe('the secret of a subscription', () => {
	test('is the same for the addresses of one trigger, in test and in production', () => {
		const secrets = [PRODUCTION, TEST].map((url) => secretFor('key', placeOf(node, url)));
		expect(secrets[0]).toMatch(/^[\w-]{43}$/);
		expect(secrets[1]).toBe(secrets[0]);
	});

	test('is another one for another trigger, another n8n and another signing key', () => {
		const secrets = [
			secretFor('key', placeOf(node, PRODUCTION)),
			secretFor('key', placeOf({ ...node, webhookId: 'other' }, PRODUCTION)),
			secretFor('key', placeOf({ id: 'a1' }, PRODUCTION)),
			secretFor('key', placeOf(node, 'https://other.example.com/webhook/5f0c6f0a/webhook')),
			secretFor('other', placeOf(node, PRODUCTION)),
		];
		expect(new Set(secrets).size).toBe(secrets.length);
	});
});
