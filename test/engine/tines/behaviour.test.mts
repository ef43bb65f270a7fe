import { startSandbox } from '../../sandbox/index.mts';
import { itemsOf, type Bench } from '../support/bench.mts';
import { sideBySide } from '../support/sideBySide.mts';
import {
	byId,
	createOAuth,
	credentialOf,
	credentialsNamed,
	ERROR_STYLES,
	tines,
} from '../vendors/tines.mts';

/** What Tines' documents leave open: the values that are not the sandbox's usual ones. */
const OPEN_FACTS: ReadonlyArray<Record<string, unknown>> = [
	{ createStatus: 200 },
	{ deleteStatus: 200 },
	{ missingFieldStatus: 400 },
	{ badKeyStatus: 404 },
	{ forbiddenStatus: 404 },
	{ userTokenHeader: 'refused' },
	{ editorDeletes: true },
	...ERROR_STYLES.map((errorStyle) => ({ errorStyle })),
	{ retryAfter: true },
	{ timestamps: 'seconds' },
	{ newerFields: 'absent' },
	{ noTestCredential: 'absent' },
	{ createFields: 'all' },
	{ redirectUrl: 'empty' },
	{ redirectUrlOnUpdate: true },
	{ emptyHostsRestriction: 'RESTRICTED' },
	{ restrictionTypeInRequest: 'taken' },
	...['objects', 'referencing', 'ignored'].map((referencesShape) => ({ referencesShape })),
	{ deleteReferenced: 'refused' },
	{ duplicateNames: 'refused' },
	{ slugCollision: 'numbered' },
	{ slugOnRename: 'kept' },
	{ wrongEnum: 'accepted' },
	{ numericStrings: 'accepted' },
	{ unknownMembers: 'refused' },
	{ requiredFields: 'all' },
	...['refused', 'ignored'].map((specificTeams) => ({ specificTeams })),
	{ unknownTeamSlugs: 'refused' },
	{ foreignFolder: 'accepted' },
	{ otherModeOnUpdate: 'ignored' },
	...['ignored', 'refused'].map((teamOnUpdate) => ({ teamOnUpdate })),
	{ clearing: 'ignored' },
	{ omittedOnPut: 'reset' },
	{ omittedTtl: 'kept' },
	{ testCredentialId: 'new' },
	{ testCredentialEnabledOnCreate: false },
	{ perPageOutOfRange: 'refused' },
	{ lastPageNumber: 'one' },
	{ lastPage: 'text' },
	{ credentialOrder: 'idDescending' },
	{ folderListDefault: 'STORY' },
	{ teamsPremium: false },
	{ auditNames: 'UserCredential' },
];

async function lives(bench: Bench, behaviour: Record<string, unknown>) {
	const { sandbox } = bench;
	sandbox.control.setBehaviour('tines', behaviour);
	sandbox.control.addFault({ method: 'POST', path: '/api/v1/user_credentials', kind: 'cutAfter' });
	const act = async (parameters: Record<string, unknown>) =>
		itemsOf(await bench.run({ parameters })).map(({ json }) => json);
	const more = { description: 'd', folder_id: byId(1), expires_at: '2027-01-01T00:00:00Z' };
	const [made] = await act(createOAuth({ name: 'Life', additionalFields: more }));
	expect(credentialsNamed(sandbox, 'Life').map(({ id }) => id)).toEqual([made!.id]);

	const one = { resource: 'credential', credentialId: byId(made!.id), mode: 'OAUTH' };
	const { team_id: _, ...version } = createOAuth({ name: 'Life', oauth_client_id: 'of the test' });
	await act({ ...version, additionalFields: { live_credential_id: byId(made!.id) } });
	await act({
		...{ ...one, operation: 'update', options: { version: 'test' } },
		updateFields: { oauth_client_id: 'of the test 2', test_credential_enabled: true },
	});
	await act({ ...one, operation: 'update', updateFields: { name: 'Life 2', oauth_scope: ['x'] } });

	const [got] = await act({ ...one, operation: 'get' });
	expect(got).toMatchObject({ id: made!.id, name: 'Life 2', mode: 'OAUTH', team_id: 1 });
	const { settings, test } = credentialOf(sandbox, made!.id);
	expect(settings).toMatchObject({ oauth_scope: 'x', oauth_client_secret: 'a secret to keep' });
	expect(test.settings).toMatchObject({ oauth_client_id: 'of the test 2' });

	const list = { resource: 'credential', operation: 'getAll', returnAll: true };
	expect((await act(list)).map(({ id }) => id)).toContain(made!.id);
	expect(await act({ ...one, operation: 'delete' })).toEqual([{ deleted: true, id: made!.id }]);
	expect((await act(list)).map(({ id }) => id)).not.toContain(made!.id);
	await act({ resource: 'team', operation: 'getAll' });
	await act({ resource: 'folder', operation: 'getAll' });
}

sideBySide(
	OPEN_FACTS.map((behaviour) => ({
		vendor: tines,
		name: `a credential lives as it should with ${JSON.stringify(behaviour)}`,
		play: async (bench: Bench) => await lives(bench, behaviour),
	})),
	8,
);

test('no switch of the sandbox is left out', async () => {
	const sandbox = await startSandbox();
	const switches = Object.keys(sandbox.control.setBehaviour('tines', {}));
	await sandbox.close();
	expect([...new Set(OPEN_FACTS.flatMap(Object.keys))].sort()).toEqual(switches.sort());
});
