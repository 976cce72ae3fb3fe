/** What is wrong with a new password, or null. */
export function passwordProblem(password: string): string | null {
  if (password.length < 8) return `密码至少 8 位，现在 ${password.length} 位`;
  return null;
}
