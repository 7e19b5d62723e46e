version 1.1

# Two calls of `area` that are equal.
task square {
  input {
    Int radius
  }

  command <<< echo $(( ~{radius} * ~{radius} )) >>>

  output {
    Int square = read_int(stdout())
  }

  runtime {
    container: "localhost/busybox:latest"
  }
}

task area {
  input {
    Int square
  }

  command <<<
    echo $(( ~{square} * 314 / 100 ))
  >>>

  output {
    Int area = read_int(stdout())
    Int same = square
  }

  runtime {
    container: "localhost/busybox:latest"
  }
}

workflow cachewithinwf {
  call square { input: radius = 10 }
  call area { input: square = square.square }
  call area as again { input: square = area.same }

  output {
    Array[Int] areas = [area.area, again.area]
  }
}
