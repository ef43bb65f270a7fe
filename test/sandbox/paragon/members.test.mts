import { useSandbox } from '../support/sandbox.mts';
import { recordOf, zeusOf, type Zeus } from './support/zeus.mts';

const sandbox = useSandbox();
let zeus: Zeus;
let team: { id: string; name: string; organizationId: string };

beforeEach(async () => {
	zeus = await zeusOf(sandbox.current);
	[team] = sandbox.current.control.state('paragon').teams;
});

const behave = (changes: Record<string, unknown>) =>
	sandbox.current.control.setBehaviour('paragon', changes);

test('team members: listed, given another role, removed', async () => {
	const path = `/teams/${team.id}/members`;
	const { body } = await zeus('GET', path);
	const { email } = sandbox.current.paragon.support;
	const user = recordOf(sandbox.current, 'users', 'email', email);
	const support = body.find((member: { email: string }) => member.email === email);
	expect(support).toEqual({
		id: expect.any(String),
		name: 'Sam Support',
		email,
		userId: user.id,
		role: 'SUPPORT',
		organizationId: team.organizationId,
	});
	const one = `${path}/${support.id}`;
	const asSupport = await zeusOf(sandbox.current, sandbox.current.paragon.support);
	const project = `/projects/${sandbox.current.paragon.projectId}`;
	expect((await asSupport('GET', `${project}/secrets`)).status).toBe(403);
	expect(await zeus('PATCH', one, { role: 'MEMBER' })).toMatchObject({
		status: 200,
		body: { ...support, role: 'MEMBER' },
	});
	expect((await asSupport('GET', `${project}/secrets`)).status).toBe(200);
	expect((await zeus('PATCH', one, { role: 'OWNER' })).body.message).toEqual([
		{
			constraints: { isEnum: 'role must be one of the following values: ADMIN, MEMBER, SUPPORT' },
			children: [],
		},
	]);
	expect((await zeus('DELETE', one)).status).toBe(200);
	expect((await asSupport('GET', `${project}/secrets`)).status).toBe(404);
});

test('invites: made for each address, listed with their team, withdrawn', async () => {
	const path = `/teams/${team.id}/invite`;
	const emails = ['one@example.com', 'two@example.com'];
	const { status, body } = await zeus('POST', path, { role: 'MEMBER', emails });
	expect(status).toBe(201);
	expect(body).toHaveLength(2);
	expect(body[0]).toEqual({
		id: expect.any(String),
		dateCreated: expect.any(String),
		dateUpdated: expect.any(String),
		status: 'PENDING',
		role: 'MEMBER',
		email: 'one@example.com',
		team: expect.objectContaining({ id: team.id, name: team.name }),
	});
	expect((await zeus('GET', path)).body).toEqual(body);
	expect((await zeus('DELETE', `${path}/${body[0].id}`)).status).toBe(200);
	expect((await zeus('GET', path)).body).toEqual([body[1]]);
	for (const wrong of [
		{ role: 'MEMBER', emails: [] },
		{ role: 'MEMBER', emails: 'one@example.com' },
		{ role: 'MEMBER', emails: ['one'] },
		{ role: 'BOSS', emails },
	]) {
		expect((await zeus('POST', path, wrong)).status).toBe(400);
	}
});

test.each([
	['members', '13200', 'Unable to find team member.', 'teamMemberId'],
	['invite', '13101', 'Unable to find invite.', 'inviteId'],
])('one of the %s that is not there is a 403, not a 404', async (part, code, message, name) => {
	const id = sandbox.current.paragon.projectId;
	const path = `/teams/${team.id}/${part}/${id}`;
	const { status, body } = await zeus('DELETE', path);
	expect(status).toBe(403);
	expect(body).toEqual({ message, code, status: 403, meta: { [name]: id } });
	behave({ missingMemberStatus: 404 });
	expect(await zeus('DELETE', path)).toMatchObject({ status: 404, body: { code, status: 404 } });
});
