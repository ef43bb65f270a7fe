import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { ApiError } from '../errors.mts';
import type { User } from '../records.mts';
import { dated } from '../newRecords.mts';
import type { World } from '../world.mts';
import { created, type Call, type Operation } from './call.mts';
import { countRequest } from './limit.mts';
import { TEXT } from './rules.mts';
import { openSession } from './sessions.mts';

function equal(a: string, b: string): boolean {
	const [left, right] = [a, b].map((text) => createHash('sha256').update(text).digest());
	return timingSafeEqual(left!, right!);
}

function countFailure({ behaviour }: World, user: User): void {
	user.failedLogins += 1;
	const { lockoutAfter, lockoutSeconds } = behaviour;
	if (lockoutAfter === 0 || user.failedLogins < lockoutAfter) return;
	user.lockedUntil =
		lockoutSeconds === 0 ? Number.MAX_SAFE_INTEGER : Date.now() + lockoutSeconds * 1000;
}

/** @throws ApiError when the password is wrong or the account can't be used this way */
function signIn({ world, body }: Call): User {
	const { username, password } = body as { username: string; password: string };
	countRequest(world, `login ${username}`, world.limits.settings.tokenPerMinute);
	const user = world.state.userByEmail(username);
	if (user && user.lockedUntil > Date.now()) {
		throw new ApiError('locked', { status: world.behaviour.lockoutStatus });
	}
	if (user?.lockedUntil) Object.assign(user, { lockedUntil: 0, failedLogins: 0 });
	if (!user || !equal(user.password, password)) {
		if (user) countFailure(world, user);
		throw new ApiError('wrongLogin');
	}
	if (user.sso) throw new ApiError('ssoOnly');
	user.failedLogins = 0;
	return user;
}

/** Logins (reference: POST /auth/login/email and /auth/login/cli). */
export const loginOperations: Operation[] = [
	{
		method: 'POST',
		path: '/auth/login/email',
		open: true,
		rules: { username: TEXT, password: TEXT },
		handle(call) {
			const { token } = openSession(call.world, signIn(call));
			return { status: call.world.behaviour.loginStatus, body: { accessToken: token } };
		},
	},
	{
		method: 'POST',
		path: '/auth/login/cli',
		open: true,
		rules: { username: TEXT, password: TEXT, profile: TEXT },
		handle(call) {
			const user = signIn(call);
			const key = `cli_key.${randomBytes(24).toString('base64url')}`;
			call.world.state.cliKeys.add({
				...dated(),
				userId: user.id,
				name: call.body.profile as string,
				key,
				dateLastUsed: null,
			});
			return created({ key });
		},
	},
];
