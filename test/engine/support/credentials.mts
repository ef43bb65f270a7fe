import type { createRequire } from 'node:module';

type Require = ReturnType<typeof createRequire>;

interface Entity {
	id: string;
	name: string;
	type: string;
	data: string;
	usageScope: 'project';
}

/**
 * n8n's own credentials helper, over credentials kept in memory in place of its database: defaults,
 * expressions, authentication, logging in and storing sessions are n8n's, none of it imitated.
 */
export function createCredentials(requireFromN8n: Require, types: Map<string, any>) {
	const { CredentialsHelper } = requireFromN8n('n8n/dist/credentials-helper.js');
	const { Credentials } = requireFromN8n('n8n-core');
	const { UserError } = requireFromN8n('n8n-workflow');
	const stored = new Map<string, Entity>();
	const given = new Map<string, string>();

	const credentialTypes = {
		getByName(name: string) {
			const type = types.get(name);
			if (!type) throw new UserError(`Unknown credential type ${name}`);
			return type;
		},
		getParentTypes(name: string): string[] {
			const parents: string[] = types.get(name)?.extends ?? [];
			return parents.flatMap((parent) => [parent, ...credentialTypes.getParentTypes(parent)]);
		},
		getSupportedNodes: () => [],
	};
	const repository = {
		async findOneByOrFail({ id }: { id: string }) {
			const entity = stored.get(id);
			if (!entity) throw new Error(`No credential ${id}`);
			return entity;
		},
		async update({ id }: { id: string }, { data }: { data: string }) {
			const entity = stored.get(id);
			if (entity) entity.data = data;
		},
	};
	const helper = new CredentialsHelper(
		credentialTypes,
		{ applyOverwrite: (_type: string, data: object) => data },
		repository,
		{
			getEffectiveResolverId: () => undefined,
			resolveIfNeeded: async (_credential: unknown, data: object) => ({ data, isDynamic: false }),
		},
		{},
		{ isExternalSecretsLicensed: () => false },
		{},
		{},
		{ enforceCredentialDecrypt: async () => undefined },
	);
	helper.getParentTypes = credentialTypes.getParentTypes;

	return {
		helper,
		/** Stores the credentials of a run; one that is stored with the same data keeps its session. */
		async store(credentials: Record<string, Record<string, unknown>>, credentialId: string) {
			const references: Record<string, { id: string; name: string }> = {};
			for (const [type, data] of Object.entries(credentials)) {
				const id = `${type}-${credentialId}`;
				const name = `Test ${type}`;
				references[type] = { id, name };
				const fingerprint = JSON.stringify(data);
				if (given.get(id) === fingerprint) continue;
				given.set(id, fingerprint);
				const encrypted = new Credentials({ id, name }, type);
				await encrypted.setData(data);
				stored.set(id, {
					id,
					name,
					type,
					data: encrypted.getDataToSave().data,
					usageScope: 'project',
				});
			}
			return references;
		},
	};
}
