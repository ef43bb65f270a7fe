import { ApiError } from '../errors.mts';
import { ROLES, type Invite, type Member, type Role } from '../records.mts';
import { dated } from '../newRecords.mts';
import type { World } from '../world.mts';
import { created, deleted, ok, type Answer, type Call, type Operation } from './call.mts';
import { listed } from './lists.mts';
import { arrayNotEmpty, isArrayOf, isEmail, isIn, type Rules } from './rules.mts';

const MEMBERS = '/teams/:teamId/members';
const INVITES = '/teams/:teamId/invite';
const ROLE: Rules = { role: { rules: [isIn(ROLES)] } };

function memberView({ state }: World, { id, userId, role, organizationId }: Member): object {
	const { name = '', email = '' } = state.users.get(userId) ?? {};
	return { id, name, email, userId, role, organizationId };
}

function inviteView({ state }: World, { teamId, ...invite }: Invite): object {
	return { ...invite, team: state.teams.get(teamId) };
}

/** @throws ApiError 403 with code 13200, not 404 */
function memberOf({ world, params, organization }: Call): Member {
	const { memberId = '' } = params;
	const member = world.state.members.find(organization!.id, memberId);
	if (!member) {
		const status = world.behaviour.missingMemberStatus;
		throw new ApiError('memberNotFound', { status, meta: { teamMemberId: memberId } });
	}
	return member;
}

/** @throws ApiError 403 with code 13101, not 404 */
function inviteOf({ world, params, team }: Call): Invite {
	const { inviteId = '' } = params;
	const invite = world.state.invites.find(team!.id, inviteId);
	if (!invite) {
		const status = world.behaviour.missingMemberStatus;
		throw new ApiError('inviteNotFound', { status, meta: { inviteId } });
	}
	return invite;
}

function invite({ world, team, body }: Call): Answer {
	const { role, emails } = body as { role: Role; emails: string[] };
	const invites = emails.map((email) =>
		world.state.invites.add({ ...dated(), teamId: team!.id, status: 'PENDING', role, email }),
	);
	return created(invites.map((made) => inviteView(world, made)));
}

/** Team members and invites (reference: TeamMember, TeamMemberInvite). */
export const memberOperations: Operation[] = [
	{
		method: 'GET',
		path: MEMBERS,
		handle: (call) =>
			listed('members', call.world.state.members.of(call.organization!.id), call, (member) =>
				memberView(call.world, member),
			),
	},
	{
		method: 'PATCH',
		path: `${MEMBERS}/:memberId`,
		roles: ['ADMIN'],
		rules: ROLE,
		handle(call) {
			const member = memberOf(call);
			member.role = call.body.role as Role;
			return ok(memberView(call.world, member));
		},
	},
	{
		method: 'DELETE',
		path: `${MEMBERS}/:memberId`,
		roles: ['ADMIN'],
		handle(call) {
			call.world.state.removeMember(memberOf(call));
			return deleted(call.world);
		},
	},
	{
		method: 'GET',
		path: INVITES,
		handle: (call) =>
			listed('invites', call.world.state.invites.of(call.team!.id), call, (made) =>
				inviteView(call.world, made),
			),
	},
	{
		method: 'POST',
		path: INVITES,
		roles: ['ADMIN'],
		rules: { ...ROLE, emails: { rules: [arrayNotEmpty, isArrayOf(isEmail)] } },
		handle: invite,
	},
	{
		method: 'DELETE',
		path: `${INVITES}/:inviteId`,
		roles: ['ADMIN'],
		handle(call) {
			call.world.state.invites.remove(inviteOf(call));
			return deleted(call.world);
		},
	},
];
