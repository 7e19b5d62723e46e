version 1.0

struct Reads {
  File r1
  File? r2
  String lane
}

struct Sample {
  String id
  Array[Reads] reads
  Map[String, String] tags
  Pair[Int, Int] range
}

task count {
  input { Sample sample }
  command <<<
    cat ~{sample.reads[0].r1} | wc -l
  >>>
  output {
    Int lines = read_int(stdout())
    Sample back = sample
  }
}

workflow w {
  input { Sample sample }
  Reads made = object { r1: sample.reads[0].r1, lane: "L2" }
  Sample other = object {
    id: sample.id + "_2",
    reads: [made],
    tags: {"k": "v"},
    range: (3, 4)
  }
  call count { input: sample = sample }
  call count as again { input: sample = other }
  output {
    Int a = count.lines
    Int b = again.lines
    String id = again.back.id
    String tag = sample.tags["site"]
    Int right = other.range.right
    Boolean single = !defined(made.r2)
  }
}
