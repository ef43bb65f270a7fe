import { useSandbox } from '../support/sandbox.mts';
import { complaints, zeusOf, type Zeus } from './support/zeus.mts';

const sandbox = useSandbox();
let zeus: Zeus;

beforeEach(async () => {
	zeus = await zeusOf(sandbox.current);
});

const behave = (changes: Record<string, unknown>) =>
	sandbox.current.control.setBehaviour('paragon', changes);
const integrationsPath = () => `/projects/${sandbox.current.paragon.projectId}/integrations`;

/** Path of each list, and whether it is enveloped since August 2025. */
function lists(): Array<[shape: string, path: string, enveloped: boolean]> {
	const { projectId } = sandbox.current.paragon;
	const { teams, organizations } = sandbox.current.control.state('paragon');
	const team = teams[0].id as string;
	const project = `/projects/${projectId}`;
	return [
		['organizationsShape', '/organizations', false],
		['teamsShape', '/teams', false],
		['projectsShape', `/projects?teamId=${team}`, true],
		['integrationsShape', `${project}/integrations`, true],
		['workflowsShape', `${project}/workflows`, true],
		['credentialsShape', `${project}/credentials`, false],
		['secretsShape', `${project}/secrets`, false],
		['keysShape', `${project}/keys`, false],
		['cliKeysShape', `/organizations/${organizations[0].id}/cli-keys`, false],
		['membersShape', `/teams/${team}/members`, false],
		['invitesShape', `/teams/${team}/invite`, false],
	];
}

test('each list in its shape, and in the other by its switch', async () => {
	for (const [shape, path, enveloped] of lists()) {
		const usual = await zeus('GET', path);
		expect(usual.status).toBe(200);
		expect(Array.isArray(usual.body)).toBe(!enveloped);
		behave({ [shape]: enveloped ? 'array' : 'envelope' });
		const other = await zeus('GET', path);
		expect(other.body).toEqual(
			enveloped ? usual.body.items : { items: usual.body, nextPageCursor: null },
		);
	}
});

test('what is there at the start', async () => {
	const { body: organizations } = await zeus('GET', '/organizations');
	expect(organizations[0]).toEqual({
		id: expect.any(String),
		dateCreated: expect.any(String),
		dateUpdated: expect.any(String),
		name: 'Acme',
		website: 'https://example.com',
		type: 'BUSINESS',
		purpose: expect.any(String),
		referral: 'email',
		size: '10-49',
		role: 'cto',
		completedQualification: true,
		featureFlagMeta: {},
	});
	const { body: teams } = await zeus('GET', '/teams');
	expect(teams.map(({ name }: { name: string }) => name)).toEqual([
		...['Development', 'Staging', 'Production', 'Pilot'],
	]);
	expect(teams[3].organization.name).toBe('Acme Labs');
	const { body: projects } = await zeus('GET', `/projects?teamId=${teams[0].id}`);
	expect(projects.items).toMatchObject([
		{ title: 'Development', isConnectProject: true, isHidden: false },
		{ title: 'Development', isConnectProject: false, isHidden: true },
	]);
	const { body: integrations } = await zeus('GET', integrationsPath());
	expect(integrations.items).toMatchObject([
		{ type: 'jira', customIntegrationId: null, customIntegration: null, resourceId: null },
		{ type: 'slack', isActive: false },
		{ type: 'linear' },
		{ type: 'hubspot', connectedUserCount: 12 },
		{ type: 'custom', customIntegration: { authenticationType: 'oauth' } },
		{ type: 'custom', customIntegration: { authenticationType: 'basic' } },
		{ type: 'custom', customIntegration: { authenticationType: 'oauth_client_credential' } },
		{ resourceId: expect.any(String), customIntegration: null },
	]);
	const [, , , , custom] = integrations.items;
	expect(custom.customIntegration).toEqual({
		id: custom.customIntegrationId,
		dateCreated: expect.any(String),
		dateUpdated: expect.any(String),
		projectId: sandbox.current.paragon.projectId,
		name: 'WireMock',
		authenticationType: 'oauth',
		slug: 'custom.wiremock',
	});
});

/** All items, page by page, with the cursor in a given parameter. */
async function readAll(path: string, parameter: string, size?: number) {
	const items: Array<{ id: string }> = [];
	let cursor: string | number | null = null;
	let pages = 0;
	do {
		const query = new URLSearchParams({
			...(size !== undefined && { size: String(size) }),
			...(cursor !== null && { [parameter]: String(cursor) }),
		});
		const { body } = await zeus('GET', `${path}?${query.toString()}`);
		items.push(...body.items);
		cursor = body.nextPageCursor;
		pages += 1;
	} while (cursor !== null && pages < 50);
	return { items, pages };
}

test('30 to a page unless size says otherwise; the provider asks for all', async () => {
	sandbox.current.control.seed('paragon', { integrations: 92 });
	const path = integrationsPath();
	for (const parameter of ['cursor', 'pageCursor', 'nextPageCursor', 'after']) {
		const { items, pages } = await readAll(path, parameter);
		expect([new Set(items.map(({ id }) => id)).size, items.length, pages]).toEqual([100, 100, 4]);
	}
	const { items, pages } = await readAll(path, 'cursor', 50);
	expect([items.length, pages]).toEqual([100, 2]);
	const all = await zeus('GET', `${path}?size=9007199254740991`);
	expect(all.body.items).toHaveLength(100);
	expect(all.body.nextPageCursor).toBeNull();
});

test('switches of paging', async () => {
	sandbox.current.control.seed('paragon', { integrations: 92 });
	const path = integrationsPath();
	const page = async (query = '') => (await zeus('GET', `${path}${query}`)).body;

	behave({ defaultPageSize: 40, maxPageSize: 45 });
	expect((await page()).items).toHaveLength(40);
	expect((await page('?size=9007199254740991')).items).toHaveLength(45);
	behave({ defaultPageSize: 0, maxPageSize: 0 });
	expect(await page()).toMatchObject({ nextPageCursor: null, items: { length: 100 } });

	const first = await page('?size=10');
	behave({ cursorParameter: 'pageCursor' });
	const wrong = await page(`?size=10&cursor=${first.nextPageCursor}`);
	expect(wrong).toEqual(first);
	const right = await page(`?size=10&pageCursor=${first.nextPageCursor}`);
	expect(right.items[0].id).not.toBe(first.items[0].id);
	behave({ cursorParameter: 'none' });
	expect(await page(`?size=10&pageCursor=${first.nextPageCursor}`)).toEqual(first);

	behave({ cursorParameter: 'any', cursorType: 'number' });
	expect((await page('?size=10')).nextPageCursor).toBe(10);
	expect((await readAll(path, 'cursor', 30)).items).toHaveLength(100);
});

test('a size that is none and a cursor that nobody gave', async () => {
	for (const size of ['0', '-1', '1.5', 'many', '']) {
		const { status, body } = await zeus('GET', `${integrationsPath()}?size=${size}`);
		expect(status).toBe(400);
		expect(complaints(body)).toEqual(['size must not be less than 1']);
	}
	const { status, body } = await zeus('GET', `${integrationsPath()}?cursor=bm9uc2Vuc2U`);
	expect([status, body.message]).toEqual([400, 'Invalid page cursor.']);
});

test('workflows: of the project, or of one integration', async () => {
	const { integrations, projectId } = sandbox.current.paragon;
	sandbox.current.control.seed('paragon', {
		workflows: [{ integrationId: integrations.slack, description: 'Announce' }],
	});
	const names = async (query: string) =>
		(
			await zeus('GET', `/projects/${projectId}/workflows?includeDeleted=false${query}`)
		).body.items.map(({ description }: { description: string }) => description);
	expect(await names('')).toEqual(['Sync issues', 'Announce']);
	expect(await names(`&integrationId=${integrations.slack}`)).toEqual(['Announce']);
});

test('projects: of a team, or of its whole organization by the switch', async () => {
	const { teams } = sandbox.current.control.state('paragon');
	const path = `/projects?teamId=${teams[1].id}`;
	const titles = async () =>
		(await zeus('GET', path)).body.items.map(({ title }: { title: string }) => title);
	expect(await titles()).toEqual(['Staging']);
	behave({ projectsOfTeam: 'organization' });
	expect((await titles()).sort()).toEqual([
		...['Development', 'Development', 'Production', 'Staging'],
	]);
	expect((await zeus('GET', '/projects')).status).toBe(400);
	expect((await zeus('GET', `/projects?teamId=${sandbox.current.paragon.projectId}`)).status).toBe(
		404,
	);
});

test('a project by its ID needs its team, unless the switch says otherwise', async () => {
	const { paragon, control } = sandbox.current;
	const { teams } = control.state('paragon');
	const path = `/projects/${paragon.projectId}`;
	expect((await zeus('GET', `${path}?teamId=${teams[0].id}`)).body).toEqual({
		id: paragon.projectId,
		title: 'Development',
		ownerId: expect.any(String),
		teamId: teams[0].id,
		isConnectProject: true,
		isHidden: false,
	});
	expect((await zeus('GET', `${path}?teamId=${teams[1].id}`)).status).toBe(404);
	expect((await zeus('GET', path)).status).toBe(400);
	behave({ missingTeamId: 'accepted', projectDates: true });
	expect((await zeus('GET', path)).body).toMatchObject({
		id: paragon.projectId,
		dateCreated: expect.any(String),
		dateUpdated: expect.any(String),
	});
});

test('the older kind of account gets a hidden second project', async () => {
	behave({ automateProject: true });
	const { organizations } = sandbox.current.control.state('paragon');
	const organizationId = organizations[0].id as string;
	const body = { projectTitle: 'Two', organizationId, name: 'Two' };
	const path = `/teams?organizationId=${organizationId}`;
	const made = await zeus('POST', path, body);
	expect(made.body.projects).toMatchObject([
		{ isConnectProject: true, isHidden: false },
		{ isConnectProject: false, isHidden: true },
	]);
	for (const [where, changes] of [
		[path, { name: '' }],
		[path, { projectTitle: undefined }],
		['/teams', {}],
		[path, { organizationId: organizations[1].id as string }],
	] as const) {
		expect((await zeus('POST', where, { ...body, ...changes })).status).toBe(400);
	}
	const nobody = sandbox.current.paragon.projectId;
	const unknown = { ...body, organizationId: nobody };
	expect((await zeus('POST', `/teams?organizationId=${nobody}`, unknown)).status).toBe(404);
});
