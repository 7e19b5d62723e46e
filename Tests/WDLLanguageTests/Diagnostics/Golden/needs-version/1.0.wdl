version 1.0

struct Sample {
  String name
}

task count {
  input {
    Int reads
    env String mode
  }
  command <<< echo ~{reads} >>>
  requirements { cpu: 1 }
  hints { short_task: true }
}

workflow example {
  input {
    Int reads
  }
  Sample one = Sample { name: "a" }
  Int? nothing = None
  Int eight = 2 ** 3
  String text = <<< several lines >>>
  Int most = max(1, 2)
  Array[String] sorted = suffix("a", ["b"])
  Boolean has = contains([1], 1)
  Array[String] parts = split("a b", " ")
  call count { input: reads }
  call count as again after count { input: reads = 1 }
  call count as third { reads = 1 }
  if (true) { Int a = 1 } else { Int b = 2 }
}
