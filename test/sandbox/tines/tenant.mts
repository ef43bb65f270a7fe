import { time } from './credentialViews.mts';
import { invalid } from './errors.mts';
import { many, one, page } from './paging.mts';
import type { AuditLog, User } from './state.mts';
import { ok, type Call, type Operation } from './world.mts';

/** What the tenant runs on (Tines API: info). Addresses are those kept for documentation. */
const STACK = {
	name: 'us1',
	type: 'shared',
	region: 'us-west-2',
	egress_ips: ['192.0.2.10', '192.0.2.11'],
};

function users(call: Call) {
	const { state, behaviour } = call.world;
	const onlyOwners = one(call, 'filter') === 'TENANT_OWNER';
	const withTeams = one(call, 'include') === 'team_memberships';
	const view = ({ team_memberships, ...user }: User): object => ({
		id: user.id,
		scim_uid: null,
		email: user.email,
		admin: user.admin,
		tenant_permissions: user.tenant_permissions,
		is_active: user.is_active,
		created_at: time(user.created_at, behaviour),
		updated_at: time(user.updated_at, behaviour),
		first_name: user.first_name,
		last_name: user.last_name,
		last_seen: user.last_seen && time(user.last_seen, behaviour),
		...(withTeams && { team_memberships }),
	});
	return ok(
		page(call, {
			collection: 'admin/users',
			path: '/admin/users',
			all: state.users.all,
			wanted: onlyOwners ? ({ admin }) => admin : undefined,
			filters: ['filter', 'include'],
			view,
		}),
	);
}

/** A time in the query, epoch milliseconds. */
function timeIn(call: Call, name: string): number | undefined {
	const text = one(call, name);
	if (!text) return undefined;
	const at = new Date(text).getTime();
	if (Number.isNaN(at)) throw invalid(name, 'must be an ISO 8601 time');
	return at;
}

function auditLogs(call: Call) {
	const { state, behaviour } = call.world;
	const [before, after] = [timeIn(call, 'before'), timeIn(call, 'after')];
	const userIds = new Set(many(call, 'user_id').map(Number));
	const names = new Set(many(call, 'operation_name'));
	const isWanted = (log: AuditLog): boolean => {
		if (userIds.size > 0 && !userIds.has(log.user_id)) return false;
		if (names.size > 0 && !names.has(log.operation_name)) return false;
		if (before === undefined && after === undefined) return true;
		const at = new Date(log.created_at).getTime();
		return at < (before ?? Infinity) && at > (after ?? -Infinity);
	};
	return ok(
		page(call, {
			collection: 'audit_logs',
			path: '/audit_logs',
			all: state.auditLogs.all,
			wanted: isWanted,
			backwards: true,
			filters: ['before', 'after', 'user_id', 'operation_name'],
			view: (log) => ({
				...log,
				created_at: time(log.created_at, behaviour),
				updated_at: time(log.updated_at, behaviour),
			}),
		}),
	);
}

/** The tenant itself, its users, its audit log, newest first (Tines API: info, admin, audit logs). */
export const tenantOperations: Operation[] = [
	{ method: 'GET', path: '/info', needs: 'read', handle: () => ok({ stack: STACK }) },
	{ method: 'GET', path: '/admin/users', group: 'admin/users', needs: 'users', handle: users },
	{
		method: 'GET',
		path: '/audit_logs',
		group: 'audit_logs',
		needs: 'auditLogs',
		handle: auditLogs,
	},
];
