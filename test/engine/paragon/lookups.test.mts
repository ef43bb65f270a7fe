import { useBench } from '../support/bench.mts';
import {
	byId,
	credentialsOf,
	inProject,
	integrationOfType,
	paragon,
	seedIntegrations,
	stateOf,
} from '../vendors/paragon.mts';

interface Found {
	results: Array<{ name: string; value: string; description?: string }>;
	paginationToken?: string;
}

const bench = useBench(paragon);
const look = async (method: string, more: object = {}) =>
	await bench.current.lookup<Found>({
		...{ method, parameters: inProject(bench.current.sandbox, 'integration', 'get') },
		...more,
	});
const names = ({ results }: Found) => results.map(({ name }) => name);
const state = () => stateOf(bench.current.sandbox);

/** Without a project, as long as none was picked. */
const NO_PROJECT = {
	parameters: { resource: 'integration', operation: 'get', projectId: byId('') },
};

test('organizations and teams come by name, teams with their organization', async () => {
	const { results } = await look('searchOrganizations', NO_PROJECT);
	expect(results).toEqual(state().organizations.map(({ id, name }: any) => ({ name, value: id })));
	const teams = await look('searchTeams', NO_PROJECT);
	expect(teams.results.map(({ name, description }) => [name, description])).toEqual([
		['Development', 'Acme'],
		['Pilot', 'Acme Labs'],
		['Production', 'Acme'],
		['Staging', 'Acme'],
	]);
	expect(names(await look('searchTeams', { filter: 'LABS' }))).toEqual(['Pilot']);
	expect(names(await look('searchOrganizations', { filter: 'labs' }))).toEqual(['Acme Labs']);
});

test('projects come with organization and team, without the hidden ones', async () => {
	const found = await look('searchProjects', NO_PROJECT);
	expect(names(found)).toEqual([
		'Development (Acme / Development)',
		'Pilot (Acme Labs / Pilot)',
		'Production (Acme / Production)',
		'Staging (Acme / Staging)',
	]);
	expect(found.results[0]!.value).toBe(bench.current.sandbox.paragon.projectId);
	expect(names(await look('searchProjects', { filter: 'acme labs' }))).toEqual([
		'Pilot (Acme Labs / Pilot)',
	]);
});

test('projects come once each, whatever the lists look like', async () => {
	const before = await look('searchProjects');
	for (const behaviour of [
		{ projectsOfTeam: 'organization' },
		{ projectsShape: 'array', teamsShape: 'envelope' },
		{ maxPageSize: 1 },
	]) {
		bench.current.sandbox.control.setBehaviour('paragon', behaviour);
		expect(await look('searchProjects')).toEqual(before);
	}
});

describe('integrations', () => {
	test('come by name, and stand for their type', async () => {
		const { results } = await look('searchIntegrations');
		const custom = (name: string, authenticationType: string) => ({
			...{ name, value: `custom.${name.toLowerCase().replace(' ', '')}` },
			description: authenticationType,
		});
		expect(results).toEqual([
			custom('Data Warehouse', 'oauth_client_credential'),
			...['hubspot', 'jira', 'linear', 'resource'].map((name) => ({ name, value: name })),
			{ name: 'slack (disabled)', value: 'slack' },
			custom('Ticket System', 'basic'),
			custom('WireMock', 'oauth'),
		]);
	});

	test('stand for their IDs where a type comes up twice', async () => {
		const { sandbox } = bench.current;
		const first = integrationOfType(sandbox, 'linear').id;
		const [second] = seedIntegrations(sandbox, 1);
		const { results } = await look('searchIntegrations', { filter: 'LINEAR' });
		expect(results.map(({ value }) => value).sort()).toEqual([first, second.id].sort());
	});

	test('are those of the chosen project', async () => {
		const project = state().projects.find(({ title }: any) => title === 'Pilot');
		state().integrations.find(
			(each: any) => each.projectId === project.id && each.type === 'jira',
		).isActive = false;
		const parameters = { ...NO_PROJECT.parameters, projectId: byId(project.id) };
		const found = await look('searchIntegrations', { parameters, filter: 'jira' });
		expect(names(found)).toEqual(['jira (disabled)']);
	});
});

test('integration credentials come by the names of their integrations', async () => {
	const { sandbox } = bench.current;
	const { projectId, integrations } = sandbox.paragon;
	sandbox.control.seed('paragon', {
		credentials: [{ integrationId: integrations.customOAuth, projectId }],
	});
	const found = await look('searchIntegrationCredentials');
	const here = state().credentials.filter((each: any) => each.projectId === projectId);
	expect(names(found)).toEqual(['hubspot', 'WireMock']);
	expect(found.results.map(({ value }) => value)).toEqual(here.map(({ id }: any) => id));
	const filtered = await look('searchIntegrationCredentials', { filter: 'wire' });
	expect(names(filtered)).toEqual(['WireMock']);
});

test.each(['searchIntegrations', 'searchIntegrationCredentials'])(
	'%s needs a project first, and says so',
	async (method) => {
		await expect(look(method, NO_PROJECT)).rejects.toThrow('Project: is missing');
		expect(bench.current.calls()).toEqual([]);
	},
);

test.each(['searchProjects', 'searchIntegrations'])(
	'%s is an error where half of the list cannot be had',
	async (method) => {
		const behaviour = { maxPageSize: 1, cursorParameter: 'none' };
		bench.current.sandbox.control.setBehaviour('paragon', behaviour);
		await expect(look(method)).rejects.toThrow('gives the same page again');
	},
);

test('a wrong password is told, once', async () => {
	const { sandbox } = bench.current;
	const credentials = credentialsOf(sandbox, { ...sandbox.paragon.admin, password: 'wrong' });
	await expect(look('searchProjects', { credentials })).rejects.toThrow(
		'Paragon did not accept Email and Password',
	);
	expect(bench.current.logins()).toBe(1);
});

test('the redirect URL is not guessed for a host that does not tell it', async () => {
	const options = await bench.current.lookup<Array<{ name: string; value: string }>>({
		...{ kind: 'loadOptions', method: 'getRedirectUrl' },
	});
	expect(options).toHaveLength(1);
	expect(options[0]!.name).toContain('dashboard of Paragon');
	expect(bench.current.calls()).toEqual([]);
});

test.each([
	['https://zeus.useparagon.com', 'https://passport.useparagon.com/oauth'],
	['https://zeus.paragon.example.com/', 'https://passport.paragon.example.com/oauth'],
	['https://api.useparagon.com', 'https://passport.useparagon.com/oauth'],
])('the redirect URL of %s is %s', async (baseUrl, url) => {
	const { sandbox } = bench.current;
	const { paragonApi } = credentialsOf(sandbox, sandbox.paragon.admin);
	const options = await bench.current.lookup<Array<{ name: string }>>({
		...{ kind: 'loadOptions', method: 'getRedirectUrl' },
		credentials: { paragonApi: { ...paragonApi, baseUrl } },
	});
	expect(options.map(({ name }) => name)).toEqual([url]);
});
