import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { useSandbox } from '../support/sandbox.mts';
import { zeusOf, type Zeus } from './support/zeus.mts';

/**
 * The calls of the Terraform provider for Paragon (resource paragon_integration_credentials), one by
 * one, and the state that it makes of the answers.
 */
const sandbox = useSandbox();
const SEED = '../../../../shared/seeds/paragon-integration-credentials.txt';

interface Arguments {
	project_id: string;
	integration_id: string;
	oauth: { client_id: string; client_secret: string; scopes?: string[] };
}

type TerraformState = Arguments & { id: string; scheme: string; creds_provider: string };

function provider(zeus: Zeus) {
	const read = async (args: Arguments, id: string): Promise<TerraformState | undefined> => {
		const path = `/projects/${args.project_id}/credentials/${id}/decrypted`;
		const { status, body } = await zeus('GET', path);
		if (status === 404) return undefined;
		expect(status).toBe(200);
		const { values } = body;
		return {
			id: body.id,
			scheme: body.scheme,
			creds_provider: body.provider,
			project_id: body.projectId,
			integration_id: body.integrationId,
			oauth: {
				client_id: values.clientId,
				client_secret: values.clientSecret,
				...(values.scopes && { scopes: values.scopes.split(' ') }),
			},
		};
	};
	/** Create and update are the same call. */
	const put = async (args: Arguments, known?: string): Promise<TerraformState> => {
		const { project_id, integration_id, oauth } = args;
		const integration = await zeus('GET', `/projects/${project_id}/integrations/${integration_id}`);
		expect(integration.status).toBe(200);
		const { status, body } = await zeus('PUT', `/projects/${project_id}/credentials/oauth`, {
			name: 'user@example.com',
			values: {
				clientId: oauth.client_id,
				clientSecret: oauth.client_secret,
				scopes: oauth.scopes?.join(' ') ?? '',
			},
			provider: integration.body.type,
			scheme: 'oauth_app',
			integrationId: integration_id,
		});
		expect(status).toBe(200);
		const state = await read(args, known ?? body.id);
		return state!;
	};
	const remove = async ({ project_id, id }: TerraformState): Promise<void> => {
		const { status } = await zeus('DELETE', `/projects/${project_id}/credentials/${id}`);
		expect([200, 404]).toContain(status);
	};
	return { read, put, remove };
}

const STATE_MEMBERS = ['creds_provider', 'id', 'integration_id', 'oauth', 'project_id', 'scheme'];
const OAUTH_MEMBERS = ['client_id', 'client_secret', 'scopes'];

function argumentsFor(integration: 'jira' | 'slack' | 'customOAuth'): Arguments {
	const { projectId, integrations } = sandbox.current.paragon;
	return {
		project_id: projectId,
		integration_id: integrations[integration],
		oauth: {
			client_id: 'your_client_id',
			client_secret: 'your_client_secret',
			scopes: ['scope1', 'scope2'],
		},
	};
}

test('create: the state sample, field for field', async () => {
	const { put } = provider(await zeusOf(sandbox.current));
	const args = argumentsFor('jira');
	const state = await put(args);
	expect(state).toEqual({
		...args,
		id: expect.stringMatching(/^[\da-f-]{36}$/),
		creds_provider: 'jira',
		scheme: 'oauth_app',
	});
	expect(Object.keys(state).sort()).toEqual(STATE_MEMBERS);
	expect(Object.keys(state.oauth).sort()).toEqual(OAUTH_MEMBERS);
});

test('the members asked for are those of the documentation', () => {
	const file = fileURLToPath(new URL(SEED, import.meta.url));
	if (!existsSync(file)) return;
	const [, sample = '{}'] = /```json\n(.*?)```/s.exec(readFileSync(file, 'utf8')) ?? [];
	const state = JSON.parse(sample) as TerraformState;
	expect(Object.keys(state).sort()).toEqual(STATE_MEMBERS);
	expect(Object.keys(state.oauth).sort()).toEqual(OAUTH_MEMBERS);
	expect([state.creds_provider, state.scheme]).toEqual(['jira', 'oauth_app']);
});

test('read, update in place, replace, delete', async () => {
	const { read, put, remove } = provider(await zeusOf(sandbox.current));
	const args = argumentsFor('jira');
	const created = await put(args);
	expect(await read(args, created.id)).toEqual(created);

	const oauth = { ...args.oauth, client_secret: 'rotated', scopes: ['offline_access'] };
	const updated = await put({ ...args, oauth }, created.id);
	expect(updated).toEqual({ ...created, oauth });

	// Another integration means another resource: the old one goes first.
	await remove(updated);
	expect(await read(args, created.id)).toBeUndefined();
	const replaced = await put(argumentsFor('slack'));
	expect(replaced).toMatchObject({ creds_provider: 'slack', oauth: args.oauth });
	expect(replaced.id).not.toBe(created.id);
	await remove(replaced);
	await remove(replaced);
	expect(await read(args, replaced.id)).toBeUndefined();
});

test('a custom integration has no scopes of its own here', async () => {
	const { put } = provider(await zeusOf(sandbox.current));
	const args = argumentsFor('customOAuth');
	const { scopes: _, ...oauth } = args.oauth;
	const state = await put({ ...args, oauth });
	expect(state).toMatchObject({ creds_provider: 'custom', oauth });
	expect(state.oauth).not.toHaveProperty('scopes');
});

test('paragon_project: made by making a team, found in the list, renamed, deleted', async () => {
	const zeus = await zeusOf(sandbox.current);
	const { body: organizations } = await zeus('GET', '/organizations');
	const organizationId = organizations[0].id as string;
	const title = 'terraform';
	const { status, body: team } = await zeus('POST', `/teams?organizationId=${organizationId}`, {
		projectTitle: title,
		organizationId,
		name: title,
	});
	expect(status).toBe(201);
	expect(team).toMatchObject({ name: title, organizationId, organization: { name: 'Acme' } });
	const [project] = team.projects;
	expect(team.projects).toEqual([
		{
			id: expect.any(String),
			title,
			ownerId: expect.any(String),
			teamId: team.id,
			isConnectProject: true,
			isHidden: false,
		},
	]);
	const list = `/projects?teamId=${team.id}&size=9007199254740991`;
	expect((await zeus('GET', list)).body).toEqual({ items: [project], nextPageCursor: null });

	const path = `/projects/${project.id}?teamId=${team.id}`;
	const renamed = { ...project, title: 'renamed' };
	expect(await zeus('PATCH', path, { title: 'renamed' })).toMatchObject({
		status: 200,
		body: renamed,
	});
	expect((await zeus('GET', path)).body).toEqual(renamed);
	// The team keeps its first name.
	expect((await zeus('GET', `/teams/${team.id}`)).body.name).toBe(title);
	expect(await zeus('DELETE', path)).toMatchObject({ status: 200 });
	expect((await zeus('GET', path)).status).toBe(404);
	expect((await zeus('GET', list)).body.items).toEqual([]);
});

test('paragon_integration_status: switched on, and off when it is destroyed', async () => {
	const { projectId, integrations } = sandbox.current.paragon;
	const zeus = await zeusOf(sandbox.current);
	const path = `/projects/${projectId}/integrations/${integrations.slack}`;
	expect((await zeus('GET', path)).body.isActive).toBe(false);
	for (const isActive of [true, false]) {
		const { status, body } = await zeus('PATCH', path, { isActive });
		expect([status, body.id, body.isActive]).toEqual([200, integrations.slack, isActive]);
		expect((await zeus('GET', path)).body).toEqual(body);
	}
});
