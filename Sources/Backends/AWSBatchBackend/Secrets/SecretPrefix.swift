/// What the names of a person's secrets begin with, so that a policy can keep those of others apart.
///
/// Source: the policy variable `aws:username` in "IAM policy elements: Variables and tags" of the IAM user guide.
package enum SecretPrefix {
  /// `NF_<user>_`, as policies allow it that speak of `NF_${aws:username}_*`.
  ///
  /// - Parameter arn: of the caller: `arn:aws:iam::123456789012:user/lab/ada`, or of a role's session, where the
  ///   session's name counts.
  package static func usual(of arn: String) -> String {
    let path = arn.split(separator: ":", omittingEmptySubsequences: false).last ?? ""
    let user = path.split(separator: "/").last ?? ""
    return "NF_" + String(user.map { isLegal($0) ? $0 : "_" }) + "_"
  }

  /// Whether a name may have the character. Source: `Name` of CreateSecret.
  static func isLegal(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "/_+=.@-".contains(character))
  }

  /// Whether a secret may be called so.
  package static func isName(_ text: String) -> Bool {
    !text.isEmpty && text.count <= 512 && !text.hasPrefix("/") && text.allSatisfy(isLegal)
  }
}
