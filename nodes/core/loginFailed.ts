/**
 * No session could be begun. Thrown by credential types before a request is sent, so the request
 * itself has not been carried out.
 */
export class LoginFailed extends Error {
	/** Whether trying again later may help, without any change to the credential. */
	readonly temporary: boolean;
	/** How long to wait before that, in milliseconds. */
	readonly waitMs: number;
	/** Whether trying the same again and again may lock the account. */
	readonly mayLock: boolean;
	/**
	 * Whether what came was no answer of the vendor's login at all: of something on the way, or, if it
	 * stays so, of a wrong address.
	 */
	readonly stranger: boolean;

	constructor(
		message: string,
		{ temporary = false, waitMs = 0, mayLock = false, stranger = false } = {},
	) {
		super(message);
		this.temporary = temporary || stranger;
		this.waitMs = waitMs;
		this.mayLock = mayLock;
		this.stranger = stranger;
	}
}
