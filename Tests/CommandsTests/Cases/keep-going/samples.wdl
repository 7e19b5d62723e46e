version 1.1

workflow samples {
  scatter (i in range(4)) {
    call align { input: sample = i }
    call sort { input: aligned = align.aligned }
  }
  call merge { input: sorted = sort.sorted }
  call count { input: aligned = align.aligned }
  output { File report = merge.report }
}

task align {
  input { Int sample }
  command <<<
    if [ ~{sample} = 1 ]; then echo "sample ~{sample} is empty" >&2; exit 4; fi
    echo ~{sample} > aligned
  >>>
  output { File aligned = "aligned" }
}

task sort {
  input { File aligned }
  command <<<
    sort ~{aligned} > sorted
  >>>
  output { File sorted = "sorted" }
}

task merge {
  input { Array[File] sorted }
  command <<<
    cat ~{sep(" ", sorted)} > report
  >>>
  output { File report = "report" }
}

task count {
  input { Array[File] aligned }
  command <<<
    echo ~{length(aligned)}
  >>>
  output { Int number = read_int(stdout()) }
}
