import { useSandbox } from '../support/sandbox.mts';
import {
	jiraCredential,
	logIn,
	recordOf,
	zeusAs,
	zeusOf,
	zeusWith,
	type Zeus,
} from './support/zeus.mts';

const sandbox = useSandbox();
const behave = (changes: Record<string, unknown>) =>
	sandbox.current.control.setBehaviour('paragon', changes);

/** Status of each call, in order. */
async function statuses(zeus: Zeus, calls: Array<[string, string, unknown?]>): Promise<number[]> {
	const found: number[] = [];
	for (const call of calls) found.push((await zeus(...call)).status);
	return found;
}

test('Support looks, but not at client IDs and secrets, and changes nothing', async () => {
	const { projectId, support, integrations } = sandbox.current.paragon;
	const { teams, credentials, organizations } = sandbox.current.control.state('paragon');
	const zeus = await zeusOf(sandbox.current, support);
	const project = `/projects/${projectId}`;
	const teamId = teams[0].id as string;
	expect(
		await statuses(zeus, [
			['GET', '/organizations'],
			['GET', '/teams'],
			['GET', `/projects?teamId=${teamId}`],
			['GET', `${project}/integrations`],
			['GET', `${project}/integrations/${integrations.jira}`],
			['GET', `${project}/credentials`],
			['GET', `/teams/${teamId}/members`],
		]),
	).toEqual(Array(7).fill(200));

	const organizationId = organizations[0].id as string;
	const title = { projectTitle: 'x', organizationId, name: 'x' };
	const refused: Array<[string, string, unknown?]> = [
		['GET', `${project}/credentials/${credentials[0].id}/decrypted`],
		['PUT', `${project}/credentials/oauth`, jiraCredential(sandbox.current)],
		['DELETE', `${project}/credentials/${credentials[0].id}`],
		['PATCH', `${project}/integrations/${integrations.jira}`, { isActive: false }],
		['PATCH', `${project}?teamId=${teamId}`, { title: 'x' }],
		['DELETE', `${project}?teamId=${teamId}`],
		['POST', `/teams?organizationId=${organizationId}`, title],
		['GET', `${project}/secrets`],
		['POST', `${project}/secrets`, { key: 'a', value: 'b' }],
		['POST', `${project}/keys`, { projectId }],
		['POST', `/teams/${teamId}/invite`, { role: 'ADMIN', emails: ['a@b.example'] }],
	];
	expect(await statuses(zeus, refused)).toEqual(refused.map(() => 403));
	const { body } = await zeus(...refused[0]!);
	expect(body).toEqual({
		message: 'You do not have permission to perform this action.',
		code: expect.stringMatching(/^\d+$/),
		status: 403,
		meta: {},
	});
	expect(sandbox.current.control.state('paragon').credentials).toHaveLength(4);
});

test('a Member changes integrations, not people; who does not own a project keeps off it', async () => {
	const { projectId } = sandbox.current.paragon;
	const { teams, members } = sandbox.current.control.state('paragon');
	const zeus = await zeusAs(sandbox.current, 'MEMBER');
	const put = `/projects/${projectId}/credentials/oauth`;
	expect(
		await statuses(zeus, [
			['PUT', put, jiraCredential(sandbox.current)],
			['POST', `/teams/${teams[0].id}/invite`, { role: 'ADMIN', emails: ['a@b.example'] }],
			['DELETE', `/teams/${teams[0].id}/members/${members[0].id}`],
		]),
	).toEqual([200, 403, 403]);
	const path = `/projects/${projectId}?teamId=${teams[0].id}`;
	const { status, body } = await zeus('DELETE', path);
	expect([status, body.message]).toEqual([403, 'Only the owner can delete this project.']);
});

test('a project goes with all that it owns', async () => {
	const { projectId, integrations } = sandbox.current.paragon;
	const { teams } = sandbox.current.control.state('paragon');
	const zeus = await zeusOf(sandbox.current);
	expect((await zeus('DELETE', `/projects/${projectId}?teamId=${teams[0].id}`)).status).toBe(200);
	const path = `/projects/${projectId}/integrations/${integrations.jira}`;
	expect((await zeus('GET', path)).body.message).toBe('Unable to find project.');
	const left = sandbox.current.control.state('paragon');
	for (const kind of ['integrations', 'credentials']) {
		const of = left[kind].filter((record: { projectId: string }) => record.projectId === projectId);
		expect(of).toEqual([]);
	}
	expect(left.credentials).toHaveLength(3);
});

test("what belongs to others is not there, or forbidden by the switch; so's what doesn't exist", async () => {
	const { projectId } = sandbox.current.paragon;
	const { organizations, teams } = sandbox.current.control.state('paragon');
	const { users } = sandbox.current.control.seed('paragon', {
		users: [{ organizationIds: [organizations[1].id] }],
	});
	const zeus = await zeusOf(sandbox.current, users[0]);
	expect((await zeus('GET', '/organizations')).body).toMatchObject([{ name: 'Acme Labs' }]);
	expect((await zeus('GET', '/teams')).body).toMatchObject([{ name: 'Pilot' }]);
	const calls: Array<[string, string, unknown?]> = [
		['GET', `/projects/${projectId}/integrations`],
		['GET', `/projects/none/integrations`],
		['PUT', `/projects/${projectId}/credentials/oauth`, jiraCredential(sandbox.current)],
		['GET', `/teams/${teams[0].id}`],
		['GET', `/projects?teamId=${teams[0].id}`],
		['GET', `/organizations/${organizations[0].id}/cli-keys`],
	];
	expect(await statuses(zeus, calls)).toEqual(calls.map(() => 404));
	behave({ unknownScopeStatus: 403 });
	expect(await statuses(zeus, calls)).toEqual(calls.map(() => 403));
});

test('integrations: what is not there, and what PATCH takes', async () => {
	const { projectId, integrations } = sandbox.current.paragon;
	const zeus = await zeusOf(sandbox.current);
	const path = `/projects/${projectId}/integrations`;
	for (const method of ['GET', 'PATCH']) {
		const body = method === 'PATCH' ? { isActive: true } : undefined;
		expect(await zeus(method, `${path}/${projectId}`, body)).toMatchObject({
			status: 404,
			body: { message: 'Unable to find integration.', meta: { integrationId: projectId } },
		});
	}
	for (const body of [{}, { isActive: 'true' }, { isActive: null }]) {
		const answer = await zeus('PATCH', `${path}/${integrations.jira}`, body);
		expect(answer.body.message).toEqual([
			{ constraints: { isBoolean: 'isActive must be a boolean value' }, children: [] },
		]);
	}
	expect(
		await statuses(zeus, [
			['POST', path, {}],
			['DELETE', `${path}/${integrations.jira}`],
		]),
	).toEqual([404, 404]);
});

test('errors as plain text by the switch', async () => {
	behave({ errorBodies: 'text' });
	const zeus = await zeusOf(sandbox.current);
	const { projectId } = sandbox.current.paragon;
	const missing = await zeus('GET', `/projects/${projectId}/credentials/none/decrypted`);
	expect([missing.status, missing.body]).toEqual([404, 'Unable to find credential.']);
	expect(missing.headers.get('content-type')).toMatch(/^text\/plain/);
	const invalid = await zeus('PUT', `/projects/${projectId}/credentials/oauth`, {
		...jiraCredential(sandbox.current),
		values: { clientId: 1, clientSecret: 2 },
	});
	expect(invalid.body).toBe('clientId must be a string, clientSecret must be a string');
	sandbox.current.control.addFault({ kind: 'status', status: 503, vendor: 'paragon' });
	const fault = await zeus('GET', '/teams');
	expect([fault.status, fault.body]).toEqual([503, 'Service Unavailable']);
});

test('no limit but one that is set: 429 with Retry-After, or without by the switch', async () => {
	const zeus = await zeusOf(sandbox.current);
	for (let count = 0; count < 400; count += 1) await zeus('GET', '/organizations');
	expect((await zeus('GET', '/organizations')).status).toBe(200);

	sandbox.current.control.setLimits({ perMinute: 2, windowMs: 60_000 });
	expect(await statuses(zeus, Array(3).fill(['GET', '/teams']))).toEqual([200, 200, 429]);
	const refused = await zeus('GET', '/teams');
	const seconds = Number(refused.headers.get('retry-after'));
	expect(seconds > 0 && seconds <= 60).toBe(true);
	expect(refused.body).toMatchObject({ message: 'Too Many Requests', status: 429 });
	const other = await zeusOf(sandbox.current, sandbox.current.paragon.support);
	expect((await other('GET', '/teams')).status).toBe(200);
	behave({ retryAfter: false });
	expect((await zeus('GET', '/teams')).headers.get('retry-after')).toBeNull();
});

test('logins have a limit of their own', async () => {
	const { admin, support } = sandbox.current.paragon;
	sandbox.current.control.setLimits({ tokenPerMinute: 1 });
	expect((await logIn(sandbox.current, admin)).status).toBe(201);
	expect((await logIn(sandbox.current, admin)).status).toBe(429);
	expect((await logIn(sandbox.current, support)).status).toBe(201);
});

test('faults and their usual bodies', async () => {
	const zeus = await zeusOf(sandbox.current);
	const { control, paragon } = sandbox.current;
	for (const [status, message] of [
		[401, 'Unauthorized'],
		[429, 'Too Many Requests'],
		[500, 'Internal server error'],
		[502, 'Internal server error'],
	] as const) {
		control.addFault({ kind: 'status', status, vendor: 'paragon', server: 'zeus' });
		const { body } = await zeus('GET', '/teams');
		expect(body).toEqual({ message, code: expect.stringMatching(/^\d+$/), status, meta: {} });
	}
	const put = `/projects/${paragon.projectId}/credentials/oauth`;
	control.addFault({ kind: 'cutAfter', path: '/projects/:projectId/credentials/oauth' });
	await expect(zeus('PUT', put, jiraCredential(sandbox.current))).rejects.toThrow('fetch failed');
	// The change is made; the answer is lost.
	const { integrations } = paragon;
	expect(
		recordOf(sandbox.current, 'credentials', 'integrationId', integrations.jira).values.clientId,
	).toBe('jira-app');
});

test('an unknown route needs no session', async () => {
	const { status, body } = await zeusWith(sandbox.current)('GET', '/nothing/here?a=1');
	expect([status, body.message]).toEqual([404, 'Cannot GET /nothing/here']);
});
