version 1.3

workflow w {
  String a = "\.bam\x4z\uD800"
  String b = <<<
    \d \u12
  >>>
}
