import { createHash } from 'node:crypto';
import { UncertainOutcome } from '../../nodes/core/errors.ts';
import { Secret } from '../../nodes/core/secret.ts';
import * as genesysCredential from '../../nodes/GenesysCloud/integrationCredential/keyed.ts';
import { IntegrationCredentialStore as GenesysCredentials } from '../../nodes/GenesysCloud/integrationCredential/store.ts';
import * as oauthClient from '../../nodes/GenesysCloud/oauthClient/keyed.ts';
import { OAuthClientStore } from '../../nodes/GenesysCloud/oauthClient/store.ts';
import type { OAuthClient } from '../../nodes/GenesysCloud/oauthClient/wire.ts';
import { IntegrationStore } from '../../nodes/Paragon/integration/store.ts';
import * as paragon from '../../nodes/Paragon/integrationCredential/keyed.ts';
import { IntegrationCredentialStore as ParagonCredentials } from '../../nodes/Paragon/integrationCredential/store.ts';
import { OAUTH_APP } from '../../nodes/Paragon/integrationCredential/wire.ts';
import { ENTRY } from '../../nodes/Tines/credential/fingerprint.ts';
import * as tines from '../../nodes/Tines/credential/keyed.ts';
import { CredentialStore } from '../../nodes/Tines/credential/store.ts';
import type { Credential } from '../../nodes/Tines/credential/wire.ts';
import { fakeClient } from './support/fakeClient.mts';

const OWN = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';

/** What stands for a text without telling it. */
const markOf = (text: string) => createHash('sha256').update(text).digest('base64url');

/** A client that is somebody at the vendor, keeps secrets, and answers as given. */
function clientOf(...answers: unknown[]) {
	const { client, calls } = fakeClient(...answers);
	const rest = {
		ownId: OWN,
		key: 'key',
		baseUrl: 'https://zeus.useparagon.com',
		keepSecret: (secret: Secret) => secret,
		fingerprint: markOf,
	};
	return { client: Object.assign(client, rest), calls };
}

describe('OAuth clients of Genesys Cloud', () => {
	const { KEYED, SCOPE } = oauthClient;
	const STORED = {
		id: OWN.toUpperCase(),
		name: 'Export',
		authorizedGrantType: 'CODE',
		registeredRedirectUri: ['https://a.example.com'],
		scope: ['users', 'routing'],
		accessTokenValiditySeconds: 60,
		state: 'active',
	} as OAuthClient;
	const storeOf = (...answers: unknown[]) => {
		const { client, calls } = clientOf(...answers);
		return { store: new OAuthClientStore(client, {} as never), calls };
	};

	test('go by their name, in the same spelling', async () => {
		const { store } = storeOf();
		expect(KEYED.literalKey({ name: 'Export' })).toBe('Export');
		expect(await store.keyOf({ name: 'Export' })).toBe(store.storedKey(STORED));
		expect(await store.keyOf({ name: 'export' })).not.toBe(store.storedKey(STORED));
		expect(store.storedKey({ ...STORED, state: 'deleted' })).toBeUndefined();
		expect(KEYED.wordsOf({ name: 'Export' })).toBe("the name 'Export'");
	});

	test('go by their name without the blanks at its ends, which is not the same name, though', async () => {
		const { store } = storeOf();
		const stored = { ...STORED, name: '\u00a0Export \t' };
		expect(store.storedKey(stored)).toBe(await store.keyOf({ name: 'Export' }));
		expect(await store.differences({ name: 'Export' }, stored)).toEqual([
			{ field: 'name', kind: 'changed', from: '\u00a0Export \t', to: 'Export' },
		]);
	});

	test('may be bound by grant type', () => {
		const code = { authorizedGrantType: 'CODE' } as const;
		const token = { authorizedGrantType: 'TOKEN' } as const;
		expect([{}, code, token].map((scope) => SCOPE.holds(STORED, scope))).toEqual([
			true,
			true,
			false,
		]);
		expect([{}, code, token].map((scope) => SCOPE.admits(code, scope))).toEqual([
			true,
			true,
			false,
		]);
	});

	test('differ in what is given, by the names of the panel; lists are sets', async () => {
		const { store, calls } = storeOf();
		const differing = async (spec: object) =>
			(await store.differences(spec, STORED)).map(({ field }) => field);
		expect(
			await differing({
				name: 'Export',
				scopes: ['routing', 'users'],
				registeredRedirectUris: ['https://a.example.com'],
				accessTokenValiditySeconds: 60,
				state: 'active',
			}),
		).toEqual([]);
		expect(
			(
				await differing({
					scopes: ['users'],
					registeredRedirectUris: [],
					roles: [{ roleId: OWN, divisionId: '*' }],
					state: 'inactive',
					description: 'new',
				})
			).sort(),
		).toEqual(['description', 'registeredRedirectUris', 'roles', 'scopes', 'state']);
		expect(calls).toEqual([]);
	});

	test('a role without division is in the home division, which is asked for once', async () => {
		const { store, calls } = storeOf({ id: 'home' });
		const stored = { ...STORED, roleDivisions: [{ roleId: 'r', divisionId: 'home' }] };
		for (let run = 0; run < 2; run++) {
			expect(await store.differences({ roles: [{ roleId: 'r' }] }, stored)).toEqual([]);
		}
		expect(calls).toHaveLength(1);
	});

	test('are whole where the list gives all, and are asked for where it does not', async () => {
		const { store, calls } = storeOf({ ...STORED, description: 'whole' });
		expect(await store.whole(STORED)).toBe(STORED);
		expect(calls).toEqual([]);
		const { accessTokenValiditySeconds: _missing, ...part } = STORED;
		expect(await store.whole(part as OAuthClient)).toMatchObject({ description: 'whole' });
		expect(calls).toHaveLength(1);
	});

	test("n8n's own is known, in upper or lower case", () => {
		const { store } = storeOf();
		expect(store.isOwn(STORED)).toBe(true);
		expect(store.isOwn({ ...STORED, id: 'aaaaaaaa-bbbb-4ccc-8ddd-ffffffffffff' })).toBe(false);
	});
});

describe('integration credentials of Genesys Cloud', () => {
	const { KEYED, SCOPE } = genesysCredential;
	const STORED = { id: 'i', name: 'Bucket', type: { name: 'aws' } };
	const store = new GenesysCredentials(clientOf().client);
	const SPEC = {
		name: 'Bucket',
		credentialType: 'aws',
		credentialFields: { key: new Secret('hush hush') },
	};

	test('go by their type and name', async () => {
		expect(await store.keyOf(SPEC)).toBe(store.storedKey(STORED));
		expect(KEYED.literalKey(SPEC)).toBe(await store.keyOf(SPEC));
		for (const other of [{ name: 'bucket' }, { credentialType: 'gcp' }]) {
			expect(await store.keyOf({ ...SPEC, ...other })).not.toBe(store.storedKey(STORED));
		}
		expect(KEYED.wordsOf(SPEC)).toBe("the name 'Bucket' of the type aws");
	});

	test('go by their name without the blanks at its ends, which is not the same name, though', async () => {
		const stored = { ...STORED, name: ' Bucket ' };
		expect(store.storedKey(stored)).toBe(await store.keyOf(SPEC));
		expect(await store.differences({ name: 'Bucket' }, stored)).toEqual([
			{ field: 'name', kind: 'changed', from: ' Bucket ', to: 'Bucket' },
		]);
	});

	test('whose creation was lost are looked up by the very name that was sent', async () => {
		const createdDate = new Date().toISOString();
		const [others, mine] = ['Bucket ', 'Bucket'].map((name, id) => ({
			...{ ...STORED, id: String(id), name, createdDate },
		}));
		const lost = new UncertainOutcome('cut');
		const { client } = clientOf(lost, { entities: [others, mine] }, { entities: [] });
		Object.assign(client, { key: 'lost', earliest: (since: number) => since - 1000 });
		const made = await new GenesysCredentials(client).create(SPEC);
		expect(made.stored).toEqual(mine);
		expect(made.steps[0]).toContain('the answer was lost');
	});

	test('may be bound by type', () => {
		const scopes = [{}, { credentialType: 'aws' }, { credentialType: 'gcp' }];
		expect(scopes.map((scope) => SCOPE.holds(STORED, scope))).toEqual([true, true, false]);
		expect(scopes.map((scope) => SCOPE.admits(SPEC, scope))).toEqual([true, true, false]);
	});

	test('have fields of which nobody can tell whether they differ', async () => {
		expect(await store.differences(SPEC, STORED)).toEqual([
			{ field: 'credentialFields', kind: 'unknown' },
		]);
		expect(await store.differences({ name: 'Bin' }, STORED)).toEqual([
			{ field: 'name', kind: 'changed', from: 'Bucket', to: 'Bin' },
		]);
		expect(KEYED.mayBeSecret).toContain('credentialFields');
	});

	test('keep their type', async () => {
		await expect(store.differences({ credentialType: 'gcp' }, STORED)).rejects.toThrow(
			"'Bucket' (i) is of the type aws, not gcp, and a type cannot be changed",
		);
	});
});

describe('integration credentials of Paragon', () => {
	const { KEYED, SCOPE } = paragon;
	const STORED = {
		id: 'c',
		projectId: 'p',
		integrationId: OWN.toUpperCase(),
		provider: 'jira',
		scheme: OAUTH_APP,
		values: { clientId: 'id', scopes: 'read write' },
		clientSecret: new Secret('hush hush'),
	};
	const storeOf = (...answers: unknown[]) => {
		const { client, calls } = clientOf(...answers);
		return { store: new ParagonCredentials(client, new IntegrationStore(client, 'p')), calls };
	};
	const SPEC = {
		integration: OWN,
		clientId: 'id',
		clientSecret: new Secret('hush hush'),
		scopes: ['write', 'read'],
	};

	test('go by their integration, whose ID need not be asked for where it is given', async () => {
		const { store, calls } = storeOf();
		expect(await store.keyOf(SPEC)).toBe(store.storedKey(STORED));
		expect(await store.keyOf({ integration: OWN.toUpperCase() })).toBe(store.storedKey(STORED));
		expect(calls).toEqual([]);
		expect(KEYED.literalKey({ integration: 'Jira' })).toBe(
			KEYED.literalKey({ integration: 'jira' }),
		);
		expect(KEYED.refOf(7)).toEqual({ id: '7' });
	});

	test.each([
		[{}, [true, true, true, true, true]],
		[{ provider: 'jira' }, [true, true, true, false, false]],
		[{ provider: 'Jira' }, [true, true, true, false, false]],
		[{ provider: 'slack' }, [false, true, false, true, false]],
		[{ provider: 'custom' }, [false, true, false, false, true]],
		// No credential is of such a provider.
		[{ provider: 'custom.acme' }, [false, true, false, false, false]],
	])('the scope %j has them by the type of their integration', (scope, within) => {
		const wanted = [OWN, 'JIRA', 'slack', 'custom.Acme'].map((integration) =>
			SCOPE.admits({ integration }, scope),
		);
		expect([SCOPE.holds(STORED, scope), ...wanted]).toEqual(within);
	});

	test('are compared in all, the secret as well, which is not told', async () => {
		const { store } = storeOf();
		expect(await store.differences(SPEC, STORED)).toEqual([]);
		const other = { ...SPEC, clientSecret: new Secret('another one'), scopes: ['read'] };
		expect(await store.differences(other, STORED)).toEqual([
			{ field: 'scopes', kind: 'changed', from: ['read', 'write'], to: ['read'] },
			{ field: 'clientSecret', kind: 'changed' },
		]);
	});

	test('of Jira have the scopes that were picked and those that were typed', async () => {
		const { store } = storeOf();
		const picked = { integration: OWN, jiraScopes: ['read'], scopes: ['write'] };
		expect(await store.differences(picked, STORED)).toEqual([]);
		expect(await store.differences({ jiraScopes: ['read'] }, STORED)).toMatchObject([
			{ field: 'scopes', to: ['read'] },
		]);
		const given = KEYED.given?.({ integration: 'jira', jiraScopes: ['a'], scopes: ['b'] });
		expect(given).toEqual({ integration: 'jira', scopes: ['a', 'b'] });
		expect(KEYED.given?.({ integration: 'slack', jiraScopes: ['a'], scopes: ['b'] })).toEqual({
			integration: 'slack',
			scopes: ['b'],
		});
	});

	test('stay with their integration', async () => {
		const { store } = storeOf();
		const elsewhere = { integration: 'aaaaaaaa-bbbb-4ccc-8ddd-ffffffffffff' };
		await expect(store.differences(elsewhere, STORED)).rejects.toThrow('cannot be moved');
	});
});

describe('credentials of Tines', () => {
	const { KEYED, SCOPE } = tines;
	const STORED: Credential = {
		id: 1,
		name: 'a',
		mode: 'TEXT',
		team_id: 2,
		folder_id: 5,
		metadata: { owner: 'x' },
		updated_at: '2026-01-01T00:00:00Z',
	};
	const SPEC = { name: 'a', mode: 'TEXT', team_id: 2, value: new Secret('hush hush') } as const;
	const { client } = clientOf();
	const store = new CredentialStore(client);

	test('go by their name in their team', async () => {
		expect(await store.keyOf(SPEC)).toBe(store.storedKey(STORED));
		expect(KEYED.literalKey(SPEC)).toBe(await store.keyOf(SPEC));
		for (const other of [{ name: 'A' }, { team_id: 3 }]) {
			expect(await store.keyOf({ ...SPEC, ...other })).not.toBe(store.storedKey(STORED));
		}
		expect(KEYED.query?.(SPEC)).toEqual({ team_id: 2 });
		expect(KEYED.excluded).toEqual(['live_credential_id']);
	});

	test('go by their name without the blanks at its ends, which is not the same name, though', async () => {
		const stored = { ...STORED, name: ' a\u3000' };
		expect(store.storedKey(stored)).toBe(await store.keyOf(SPEC));
		expect(await store.differences({ name: 'a' }, stored, {})).toEqual([
			{ field: 'name', kind: 'changed', from: ' a\u3000', to: 'a' },
		]);
	});

	test.each<[object, boolean, boolean]>([
		[{}, true, true],
		[{ team_id: 2 }, true, true],
		[{ team_id: 3 }, false, false],
		[{ folder_id: 5 }, true, false],
		[{ folder_id: null }, false, true],
		[{ team_id: 2, folder_id: 6 }, false, false],
	])(
		'the scope %j has what is stored: %s, and what is wanted without folder: %s',
		(scope, holds, admits) => {
			expect([SCOPE.holds(STORED, scope), SCOPE.admits(SPEC, scope)]).toEqual([holds, admits]);
		},
	);

	test('what Tines gives no folder of is in none', () => {
		const { folder_id: _folder, ...older } = STORED;
		expect([SCOPE.holds(older, { folder_id: null }), SCOPE.holds(older, { folder_id: 5 })]).toEqual(
			[true, false],
		);
	});

	test.each<[object, number[], boolean, object]>([
		[{}, [2], false, { team_id: 2 }],
		[{}, [2], true, {}],
		[{}, [2, 3], false, {}],
		[{}, [], false, {}],
		[{ team_id: 2 }, [2], true, { team_id: 2 }],
		[{ team_id: 2, folder_id: 5 }, [2], true, { team_id: 2 }],
		[{ folder_id: 5 }, [2], true, {}],
	])('within %j, for the teams %j, all: %s, the list is of %j', (scope, teams, all, query) => {
		const asked = teams.map((team) => ({ team_id: team }));
		expect(SCOPE.query?.(scope, asked, all)).toEqual(query);
	});

	test('what is never given back is unknown, unless a fingerprint knows it', async () => {
		const unknown = [{ field: 'value', kind: 'unknown' }];
		expect(await store.differences(SPEC, STORED, {})).toEqual(unknown);
		expect(await store.differences(SPEC, STORED, { keepFingerprint: true })).toEqual(unknown);
		const mark = markOf('salt value {"value":"hush hush"}').slice(0, 22);
		const text = `v1 1767225600 salt ${markOf('salt 1767225600').slice(0, 22)} value=${mark}`;
		const marked = { ...STORED, metadata: { owner: 'x', [ENTRY]: text } };
		const differing = async (spec: object, options: object) =>
			await store.differences({ ...SPEC, ...spec }, marked, options);
		expect(await differing({}, {})).toEqual(unknown);
		expect(await differing({}, { keepFingerprint: true })).toEqual([]);
		expect(await differing({ value: new Secret('other') }, { keepFingerprint: true })).toEqual([
			{ field: 'value', kind: 'changed' },
		]);
	});

	test('metadata differ in the user’s part alone, whatever was read along with it', async () => {
		const marked = { ...STORED, metadata: { owner: 'x', [ENTRY]: 'v1 1 salt' } };
		const differing = async (metadata: Record<string, string>) =>
			(await store.differences({ ...SPEC, metadata }, marked, {})).map(({ field }) => field);
		expect(await differing({ owner: 'x' })).toEqual(['value']);
		expect(await differing({ owner: 'x', [ENTRY]: 'v1 2 another' })).toEqual(['value']);
		expect(await differing({ owner: 'y' })).toEqual(['metadata', 'value']);
	});

	test('keep their mode', async () => {
		await expect(store.differences({ ...SPEC, mode: 'AWS' }, STORED, {})).rejects.toThrow(
			'a mode cannot be changed',
		);
	});
});
