from confluent_kafka import OFFSET_BEGINNING, Consumer, Producer, TopicPartition


def test_round_trip(cluster):
    producer = Producer({"bootstrap.servers": cluster})
    producer.produce("echoes", b"halloo", partition=0)
    producer.flush(10)
    consumer = Consumer({"bootstrap.servers": cluster, "group.id": "ears"})
    consumer.assign([TopicPartition("echoes", 0, OFFSET_BEGINNING)])
    assert consumer.poll(20).value() == b"halloo"
    consumer.close()
