import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import type { Difference } from '../../../nodes/core/difference.ts';
import { Secret } from '../../../nodes/core/secret.ts';
import type { CredentialSpec } from '../../../nodes/Tines/credential/fields.ts';
import {
	ENTRY,
	judged,
	metadataFor,
	withoutFingerprint,
	withoutForeign,
} from '../../../nodes/Tines/credential/fingerprint.ts';
import type { Credential } from '../../../nodes/Tines/credential/wire.ts';

const NOW = Date.parse('2026-03-04T05:06:07.890Z');
const KEEP = { keepFingerprint: true };
const hmac = (key: string) => (text: string) =>
	createHmac('sha256', key).update(text).digest('base64url');
const keyed = hmac('api key');

const SPEC: CredentialSpec = {
	name: 'a',
	mode: 'OAUTH',
	team_id: 2,
	oauth_client_id: 'client',
	oauth_client_secret: new Secret('s3cret value'),
	oauth_scope: ['read', 'write'],
};
const BARE: Credential = { id: 1, name: 'a', mode: 'OAUTH', team_id: 2, metadata: {} };

/** What Tines keeps of a specification that was written with a fingerprint. */
const written = (spec: CredentialSpec = SPEC, stored?: Credential, at = NOW): Credential => ({
	...BARE,
	...stored,
	updated_at: new Date(at).toISOString(),
	metadata: metadataFor(spec, stored, KEEP, keyed, at),
});

const unknownOf = (...fields: string[]): Difference[] =>
	fields.map((field) => ({ field, kind: 'unknown' }));
const HIDDEN = ['oauth_client_id', 'oauth_client_secret', 'oauth_scope'];

const judge = (spec: CredentialSpec, stored: Credential, key = keyed) =>
	judged(unknownOf(...HIDDEN), spec, stored, key);

test('what was written and is wanted still does not differ', () => {
	expect(judge(SPEC, written())).toEqual([]);
	const again = { ...SPEC, oauth_client_secret: new Secret('s3cret value') };
	expect(judge(again, written())).toEqual([]);
});

test.each<[string, CredentialSpec]>([
	['oauth_client_id', { ...SPEC, oauth_client_id: 'another' }],
	['oauth_client_secret', { ...SPEC, oauth_client_secret: new Secret('s3cret value ') }],
	['oauth_scope', { ...SPEC, oauth_scope: ['write', 'read'] }],
	['oauth_scope', { ...SPEC, oauth_scope: [] }],
])('a change of %s is seen, and of no other; its value is not told', (field, spec) => {
	expect(judge(spec, written())).toStrictEqual([{ field, kind: 'changed' }]);
});

test('each request is known as a whole, secrets in it as well', () => {
	const requests = (secret: string): CredentialSpec => ({
		credential_requests: [{ options: { url: 'u' }, http_request_secret: new Secret(secret) }],
	});
	const stored = written(requests('one'));
	const differences = unknownOf('credential_requests');
	expect(judged(differences, requests('one'), stored, keyed)).toEqual([]);
	expect(judged(differences, requests('two'), stored, keyed)).toEqual([
		{ field: 'credential_requests', kind: 'changed' },
	]);
});

test('what is known already stays as it is; a field that was not written stays unknown', () => {
	const { oauth_scope: _scope, ...some } = SPEC;
	const changed: Difference[] = [
		{ field: 'name', kind: 'changed', from: 'b', to: 'a' },
		{ field: 'oauth_client_id', kind: 'changed', from: 'b', to: 'client' },
	];
	expect(judged([...changed, ...unknownOf(...HIDDEN)], SPEC, written(some), keyed)).toEqual([
		...changed,
		...unknownOf('oauth_scope'),
	]);
});

test('what was written with another API key is unknown again', () => {
	expect(judge(SPEC, written(), hmac('another key'))).toEqual(unknownOf(...HIDDEN));
	const change = { oauth_scope: ['none'] };
	const metadata = metadataFor(change, written(), {}, hmac('another key'), NOW);
	expect(String(metadata?.[ENTRY]).match(/\w+=/g)).toEqual(['oauth_scope=']);
});

test.each<[string, object, boolean]>([
	['as it was written', {}, true],
	['changed by the same request, late', { updated_at: at(119) }, true],
	['changed since', { updated_at: at(121) }, false],
	['changed long since', { updated_at: at(86_400) }, false],
	['last changed before', { updated_at: at(-60) }, true],
	['of which it is not told when it was changed', { updated_at: undefined }, false],
	['changed at no known time', { updated_at: 'yesterday' }, false],
	['without metadata', { metadata: undefined }, false],
	['with other metadata alone', { metadata: { a: 'b' } }, false],
	['with a fingerprint of another form', remade(/^v1/, 'v2'), false],
	['with a fingerprint of no time', remade(/ \d+ /, ' soon '), false],
	['with a fingerprint of no salt', remade(/(\d) \S+ \S+/, '$1 '), false],
	['with a fingerprint of another salt', remade(/(\d) \S+ /, '$1 pepper '), false],
	['with a fingerprint written again as it was', remade(/$/, ''), true],
	['with a fingerprint that is no text', entry(7), false],
	['with an empty one', entry(''), false],
])('a credential %s: trusted: %s', (_what, rest, trusted) => {
	const given = { ...written(), ...rest };
	expect(judge(SPEC, given)).toEqual(trusted ? [] : unknownOf(...HIDDEN));
});

function at(seconds: number): string {
	// The fingerprint's own time is in whole seconds.
	return new Date(Math.round(NOW / 1000) * 1000 + seconds * 1000).toISOString();
}

function remade(part: RegExp, by: string): object {
	return entry(String(written().metadata?.[ENTRY]).replace(part, by));
}

function entry(text: unknown): object {
	return { metadata: { [ENTRY]: text } };
}

test("the user's metadata is kept: what is given, or else what is stored", () => {
	const kept = (spec: CredentialSpec, metadata: Credential['metadata'] = {}) => {
		const { [ENTRY]: fingerprint, ...own } =
			metadataFor({ ...SPEC, ...spec }, { ...BARE, metadata }, KEEP, keyed, NOW) ?? {};
		expect(typeof fingerprint).toBe('string');
		return own;
	};
	const stored = { old: '1', [ENTRY]: 'v1 1 salt' };
	expect(kept({}, stored)).toEqual({ old: '1' });
	expect(kept({ metadata: { new: '2' } }, stored)).toEqual({ new: '2' });
	expect(kept({ metadataJson: { new: { a: 1 } } }, stored)).toEqual({ new: { a: 1 } });
	expect(kept({ metadataJson: {} }, stored)).toEqual({});
});

test('a fingerprint is kept where one is asked for, or there is one that would be wrong else', () => {
	const kept = (stored: Credential | undefined, keepFingerprint?: boolean) =>
		metadataFor(SPEC, stored, { keepFingerprint }, keyed, NOW)?.[ENTRY] !== undefined;
	expect([kept(undefined), kept(undefined, false), kept(undefined, true)]).toEqual([
		false,
		false,
		true,
	]);
	expect([kept(BARE), kept(BARE, true)]).toEqual([false, true]);
	expect([kept(written()), kept(written(), true), kept(written(), false)]).toEqual([
		true,
		true,
		false,
	]);
	const older = { ...BARE, metadata: undefined };
	expect([kept(older), kept(older, true)]).toEqual([false, false]);
});

test('a write of hidden fields with the option switched off takes an old fingerprint out, and nothing else', () => {
	const left = (spec: CredentialSpec, metadata?: Credential['metadata']) =>
		metadataFor(spec, { ...BARE, metadata }, { keepFingerprint: false }, keyed, NOW);
	const stored = { old: '1', [ENTRY]: 'v1 1 salt' };
	expect(left(SPEC, stored)).toEqual({ old: '1' });
	expect(left(SPEC, { [ENTRY]: 'v1 1 salt' })).toEqual({});
	expect(left({ ...SPEC, metadata: { new: '2' } }, stored)).toEqual({ new: '2' });
	expect(left({ ...SPEC, metadataJson: { new: 2 } }, stored)).toEqual({ new: 2 });
	expect(left({ name: 'b', description: 'd' }, stored)).toBeUndefined();
	expect(left(SPEC, { old: '1' })).toBeUndefined();
	expect(left(SPEC)).toBeUndefined();
});

test('a change of some fields keeps what is known of the others', () => {
	const change = { oauth_scope: ['none'] };
	const stored = written(change, written(), NOW + 3600_000);
	expect(judge({ ...SPEC, ...change }, stored)).toEqual([]);
	expect(judge(SPEC, stored)).toEqual([{ field: 'oauth_scope', kind: 'changed' }]);
});

test('a change after somebody else’s forgets what is not known any more', () => {
	const touched = { ...written(), updated_at: at(3600) };
	const stored = written({ oauth_scope: ['none'] }, touched, NOW + 7200_000);
	expect(judge({ ...SPEC, oauth_scope: ['none'] }, stored)).toEqual(
		unknownOf('oauth_client_id', 'oauth_client_secret'),
	);
});

test('two credentials of one secret do not look alike, and one keeps its salt', () => {
	const textOf = (stored: Credential) => String(stored.metadata?.[ENTRY]);
	const first = written();
	const marks = (stored: Credential) => textOf(stored).split(' ').slice(4);
	expect(marks(first)).not.toEqual(marks(written()));
	expect(marks(written(SPEC, first, NOW + 5000))).toEqual(marks(first));
});

test('two fields of one value do not look alike', () => {
	const spec = { oauth_url: 'https://a.example.com', oauth_token_url: 'https://a.example.com' };
	const [, , , , one, two] = String(written(spec).metadata?.[ENTRY]).split(' ');
	expect(one?.split('=')[1]).not.toBe(two?.split('=')[1]);
});

test('metadata never holds a secret, nor what anybody without the key could compare with', () => {
	fc.assert(
		fc.property(fc.string({ minLength: 6 }), (value) => {
			const spec = { ...SPEC, value: new Secret(value), oauth_client_secret: new Secret(value) };
			const text = JSON.stringify(metadataFor(spec, undefined, KEEP, keyed, NOW));
			const forms = (['utf8', 'base64', 'base64url', 'hex'] as const).map((form) =>
				Buffer.from(value).toString(form),
			);
			for (const form of forms) expect(text).not.toContain(form);
			// Guessing the value does not help: without the key every mark is another.
			const salt = String(JSON.parse(text)[ENTRY]).split(' ')[2];
			for (const key of ['', 'another', String(salt)]) {
				const guessed = hmac(key)(`${salt} value ${JSON.stringify({ value })}`).slice(0, 22);
				expect(text).not.toContain(guessed);
			}
		}),
	);
});

test('only what is never given back is in it', () => {
	const text = String(written({ ...SPEC, description: 'd', folder_id: 3 }).metadata?.[ENTRY]);
	const fields = text
		.split(' ')
		.slice(4)
		.map((mark) => mark.split('=')[0]);
	expect(fields).toEqual(HIDDEN);
	expect(text).toMatch(/^v1 \d{10} [\w-]{12} [\w-]{22}( \w+=[\w-]{22}){3}$/);
});

test('without its fingerprint a credential is as the user made it', () => {
	const { metadata: _metadata, ...rest } = written(SPEC, { ...BARE, metadata: { a: 'b' } });
	expect(withoutFingerprint({ ...rest, metadata: { a: 'b', [ENTRY]: 'x' } })).toEqual({
		...rest,
		metadata: { a: 'b' },
	});
	expect(withoutFingerprint(BARE)).toBe(BARE);
	const older = { ...BARE, metadata: undefined };
	expect(withoutFingerprint(older)).toBe(older);
});

test('a fingerprint that came with metadata read elsewhere is left out, and nothing else', () => {
	const foreign = { a: 'b', [ENTRY]: 'v1 1 salt' };
	expect(withoutForeign({ ...SPEC, metadata: foreign })).toEqual({ ...SPEC, metadata: { a: 'b' } });
	expect(withoutForeign({ metadataJson: foreign })).toEqual({ metadataJson: { a: 'b' } });
	expect(withoutForeign(SPEC)).toStrictEqual(SPEC);
});
