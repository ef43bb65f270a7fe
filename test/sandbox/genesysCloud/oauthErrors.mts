/**
 * An error of the login host: flat OAuth shape with the text given twice, not the API's ErrorBody.
 */
export class OAuthError extends Error {
	readonly status: number;
	readonly error: string;

	constructor(status: number, error: string, description: string) {
		super(description);
		this.name = 'OAuthError';
		this.status = status;
		this.error = error;
	}

	get body(): { error: string; description: string; error_description: string } {
		return { error: this.error, description: this.message, error_description: this.message };
	}
}
