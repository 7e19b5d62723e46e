version 1.0

workflow w {
  input { File given }
  output {
    String s1 = sub("hello", "l+", "L")
    String s2 = sub("a1b22", "[0-9]+", "#")
    String s3 = sub("path/to/x.fastq.gz", "\\.fastq\\.gz$", "")
    String s4 = sub("chr1:100", "^(chr[0-9]+):.*", "\\1")
    String b1 = basename(given)
    String b2 = basename(given, ".tar.gz")
    String b3 = basename("/a/b.txt", ".csv")
    Array[String] p = prefix("--", [1, 2])
  }
}
