import SourceText
import Testing

@Suite struct WebTextTests {
  @Test(arguments: [
    ("https://host/a.bam?X-Amz-Signature=secret", "https://host/a.bam"),
    ("HTTP://user:secret@host:80/a@b#secret", "HTTP://host:80/a@b"), ("https://host", "https://host"),
    ("https://host?secret", "https://host"), ("ftp://user:secret@host/x?y", "ftp://host/x"),
    ("s3://bucket/a?b", "s3://bucket/a?b"), ("/data/a?b#c", "/data/a?b#c"), ("", ""),
  ])
  func onlyTheOpenPartOfAnAddressIsShown(address: String, shown: String) {
    #expect(WebText.redacted(address: address) == shown)
  }

  @Test(arguments: [
    ("cannot read https://host/a?secret: 403", "cannot read https://host/a: 403"),
    ("`https://h/a?x=1&secret` and (http://h/b?secret).", "`https://h/a` and (http://h/b)."),
    ("in=https://u:secret@h/a?secret; why?", "in=https://h/a; why?"),
    ("{\"a\":\"https://h/a?secret\"}", "{\"a\":\"https://h/a\"}"),
    ("a\n  https://h/ü?secret\nb", "a\n  https://h/ü\nb"), ("no address: what?", "no address: what?"),
    ("https://h/a?name='b'&secret x", "https://h/a x"),
    ("://?x", "://?x"), ("s3://b/a?c", "s3://b/a?c"),
  ])
  func addressesInSentencesAreRedacted(text: String, shown: String) {
    #expect(WebText.redacted(text) == shown)
  }
}
