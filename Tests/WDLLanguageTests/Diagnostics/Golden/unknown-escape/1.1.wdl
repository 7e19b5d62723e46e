version 1.1

workflow example {
  String name = sub("a.bam", "\.bam", "")
}
