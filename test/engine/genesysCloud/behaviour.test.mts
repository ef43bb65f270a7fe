import { itemsOf, useBench } from '../support/bench.mts';
import { byId, clientsNamed, createClient, genesysCloud } from '../vendors/genesysCloud.mts';

/** What the vendor's description leaves open: the values that are not the sandbox's usual ones. */
const OPEN_FACTS: ReadonlyArray<Record<string, unknown>> = [
	{ deleteStatus: 200 },
	{ hiddenSecret: 'null' },
	{ hiddenSecret: 'empty' },
	{ redaction: 'null' },
	{ redaction: 'masked' },
	{ credentialUpdate: 'keepOmitted' },
	{ emptyArrays: 'omitted' },
	{ omittedOnPut: 'keep' },
	{ inactiveTokenStatus: 401 },
	{ missingRoleStatus: 403 },
	{ missingRedirectUri: 'refused' },
	{ deletedClients: 'stayInList' },
	{ stateWhileDeleting: 'deleted', deletionLagMs: 300 },
	{ stateWhileDeleting: 'inactive', deletionLagMs: 300 },
	{ dateToDeleteOnInactive: true },
	{ tokenClientSecret: false },
	{ maxClients: 100 },
	{ maxValiditySeconds: 38_880_000 },
	{ validityErrorCode: 'invalid.value' },
	{ unknownMembers: 'refused' },
	{ clientListing: 'paged' },
	{ listedMembers: 'few' },
	{ listLagMs: 1000 },
	{ oldSecretGraceMs: 1000 },
	{ rotationKeepsTokens: false },
	{ rotationSetsDateModified: false },
	{ uniqueClientNames: true },
	{ readonlyScopesListed: false },
	{ roleNameFilter: 'exact' },
	{ usageRunningPolls: 0 },
	{ usageStartStatus: 202 },
	{ tokenRetryAfter: true },
];

const bench = useBench(genesysCloud);

test.each(OPEN_FACTS)(
	'a client and its credential live as they should with %j',
	async (behaviour) => {
		const { sandbox } = bench.current;
		sandbox.control.setBehaviour('genesysCloud', behaviour);
		sandbox.control.seed('genesysCloud', { clients: 30 });
		sandbox.control.addFault({
			...{ method: 'POST', path: '/api/v2/oauth/clients', server: 'api', kind: 'cutAfter' },
		});
		const act = async (parameters: object) => {
			const run = await bench.current.run({ parameters: parameters as Record<string, unknown> });
			return itemsOf(run).map(({ json }) => json);
		};
		const [made] = await act({
			...createClient(sandbox, 'Life'),
			...{ options: { integrationCredentialName: 'Life' }, additionalFields: { description: 'd' } },
		});
		expect(clientsNamed(sandbox, 'Life').map(({ id }) => id)).toEqual([made!.id]);

		const client = { resource: 'oauthClient', clientId: byId(made!.id) };
		const credential = {
			...{ resource: 'integrationCredential' },
			integrationCredentialId: byId(made!.integrationCredentialId),
		};
		await act({
			...client,
			operation: 'update',
			updateFields: { accessTokenValiditySeconds: 900 },
		});
		const [got] = await act({ ...client, operation: 'get' });
		expect(got).toMatchObject({ name: 'Life', description: 'd', accessTokenValiditySeconds: 900 });
		await act({
			...{ ...client, operation: 'regenerateSecret' },
			writeToCredentialId: credential.integrationCredentialId,
		});
		await act({ ...client, operation: 'getUsage' });
		const [seen] = await act({ ...credential, operation: 'get' });
		expect(seen).toMatchObject({ id: made!.integrationCredentialId, name: 'Life' });
		await new Promise((resolve) => setTimeout(resolve, Number(behaviour.listLagMs ?? 0)));
		const list = { resource: 'oauthClient', operation: 'getAll', returnAll: true };
		expect((await act(list)).map(({ id }) => id)).toContain(made!.id);
		await act({ ...credential, operation: 'delete' });
		expect(await act({ ...client, operation: 'delete' })).toMatchObject([{ deleted: true }]);
		expect((await act(list)).map(({ id }) => id)).not.toContain(made!.id);
	},
	30_000,
);
